import type { Check } from '../../check.js';

/** Reported by `suppress.ts`. */
export const invalid: Check = {
  id: 'suppress/invalid',
  level: 'error',
  summary: 'a suppression without a reason, of an unknown check, or with an invalid date',
};
