import { above, alert, runbook } from 'dashwright';
import { classificationP95, errorRatio } from '../signals.js';

const group = 'multi-agent-router';

// Without requests there is no ratio and the alert is inactive. RouterAgentDown reports a missing router.
export const RouterErrorRatioHigh = alert({
  when: above(errorRatio, 0.1),
  over: '5m',
  for: '5m',
  severity: 'critical',
  group,
  summary: ({ value, threshold }) => `${value} of router requests fail, above ${threshold}`,
  description: ({ value, threshold }) =>
    `${value} of requests to the router failed over the last 5 minutes (threshold ${threshold}). ` +
    'The Error Tracking dashboard shows the types of errors and the agents they come from.',
  runbook: runbook('router-error-ratio-high'),
});

// 2.5 s is a bucket bound of the histogram, so whether the quantile exceeds it is counted, not interpolated.
export const ClassificationSlow = alert({
  when: above(classificationP95, 2.5),
  over: '5m',
  for: '10m',
  severity: 'warning',
  group,
  summary: ({ value, threshold }) => `Intent classification is slow: p95 is ${value}, above ${threshold}`,
  description: ({ value, threshold }) =>
    `The slowest 5% of classifications take ${value} or longer (threshold ${threshold}). Every request waits for ` +
    'its classification before an agent is called.',
  runbook: runbook('classification-slow'),
});
