import type { Check } from '../../check.js';

/** Found where definitions run, and not by looking at what they give. */
export const impure: Check = {
  id: 'definition/impure',
  level: 'error',
  summary: 'a definition that asks for the clock, random numbers, the environment, files or the network',
};
