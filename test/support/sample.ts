import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Mutation tests try one of this many mutants; 1 for all of them. */
    readonly oneMutantOf: number;
    /** The longest property tests run one of this many times; 1 for all of them. */
    readonly oneRunOf: number;
  }
}

// See `vitest.config.ts` (a sample) and `vitest.prove.config.ts` (all).
export const oneMutantOf = inject('oneMutantOf');

/** How often a property is tested that `npm run prove` tests this many times. */
export const runs = (all: number): number => Math.ceil(all / inject('oneRunOf'));

/** Whether to run tests that are probably implied by others, but take seconds: only in `npm run prove`. */
export const everything = inject('oneRunOf') === 1;
