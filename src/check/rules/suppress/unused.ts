import type { Check } from '../../check.js';

/** Reported by `suppress.ts`, after all other checks. */
export const unused: Check = {
  id: 'suppress/unused',
  level: 'warning',
  summary: 'an unused suppression',
};
