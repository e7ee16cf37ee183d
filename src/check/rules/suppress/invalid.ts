import type { Check } from '../../check.js';

/** Reported by `suppress.ts`. */
export const invalid: Check = {
  id: 'suppress/invalid',
  level: 'error',
  summary: 'a suppression without a reason, of no known check, or with a day that is none',
};
