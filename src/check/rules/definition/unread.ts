import type { Check } from '../../check.js';

/** Found while definitions are loaded, not in their result. */
export const unread: Check = {
  id: 'definition/unread',
  level: 'warning',
  summary: 'a scenario, runbook, alert or file of a bundle that nothing reads',
};
