import type { Check } from '../../check.js';

/** Reported by `suppress.ts`, once all other checks have spoken. */
export const unused: Check = {
  id: 'suppress/unused',
  level: 'warning',
  summary: 'a suppression that suppresses nothing',
};
