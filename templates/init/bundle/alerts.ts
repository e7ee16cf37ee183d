import { above, alert, runbook } from 'dashwright';
import { errorRatio } from './signals.js';

export const {{alert}} = alert({
  when: above(errorRatio, 0.05),
  for: '5m',
  severity: 'critical',
  summary: ({ value, threshold }) => `${value} of requests fail, above ${threshold}`,
  description: 'Users see errors. The dashboard shows since when, the runbook what to do.',
  runbook: runbook('high-error-ratio'),
});
