import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** One change of a rule of how many is tried by the tests of mutation; 1 for all of them. */
    readonly oneMutantOf: number;
    /** One run of how many is made by the longest property tests; 1 for all of them. */
    readonly oneRunOf: number;
  }
}

// See `vitest.config.ts` (a sample) and `vitest.prove.config.ts` (all).
export const oneMutantOf = inject('oneMutantOf');

/** How often a property is tried that is tried this many times by `npm run prove`. */
export const runs = (all: number): number => Math.ceil(all / inject('oneRunOf'));

/** Whether to try what follows from the rest in all probability, but takes seconds: `npm run prove` does. */
export const everything = inject('oneRunOf') === 1;
