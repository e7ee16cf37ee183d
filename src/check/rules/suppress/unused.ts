import type { Check } from '../../check.js';

/** Raised by `suppress.ts`, once all other checks have spoken. */
export const unused: Check = {
  id: 'suppress/unused',
  level: 'warning',
  summary: 'a suppression that suppresses nothing',
};
