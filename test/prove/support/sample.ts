import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** One change of a rule of how many is tried by the tests of mutation; 1 for all of them. */
    readonly oneMutantOf: number;
  }
}

/** See `vitest.config.ts` (a sample) and `vitest.prove.config.ts` (all). */
export const oneMutantOf = inject('oneMutantOf');
