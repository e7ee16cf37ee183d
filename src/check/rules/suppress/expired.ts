import type { Check } from '../../check.js';

/** Reported by `suppress.ts`. */
export const expired: Check = {
  id: 'suppress/expired',
  level: 'warning',
  summary: 'an expired suppression',
};
