import type { Check } from '../../check.js';

/** Found while definitions run, not in their result. */
export const impure: Check = {
  id: 'definition/impure',
  level: 'error',
  summary: 'a definition that depends on the clock, random numbers, the environment, files or the network',
};
