import { above, alert, both, missing, runbook } from 'dashwright';
import {
  latencyP95,
  recordedP95ByPath,
  requestsPerSecond,
  serverErrorRatio,
  twiceUsualP95,
} from '../signals.js';

const group = 'multiweb_alerts';

// Does not fire without requests; ApiMetricsMissing covers that case.
export const HighErrorRate = alert({
  when: above(serverErrorRatio, 0.01),
  over: '5m',
  for: '5m',
  severity: 'critical',
  group,
  summary: ({ value, threshold }) => `High error rate: ${value} of requests fail, above ${threshold}`,
  description: ({ labels, value, threshold }) =>
    `${value} of requests in namespace ${labels.namespace} returned 5xx over the last 5 minutes ` +
    `(threshold ${threshold}). Users see error pages, and transactions may be lost.`,
  runbook: runbook('high-error-rate'),
});

// The quantile of an idle API is NaN, and no comparison with NaN is true.
export const HighLatency = alert({
  when: above(latencyP95, 0.5),
  over: '5m',
  for: '5m',
  severity: 'warning',
  group,
  summary: ({ value, threshold }) => `High API latency: p95 is ${value.fixed(2)} s, above ${threshold}`,
  description: ({ labels, value, threshold }) =>
    `One request in twenty in namespace ${labels.namespace} takes ${value.fixed(2)} s or longer ` +
    `(threshold ${threshold}). Pages feel slow, and requests hold their database connections for longer.`,
  runbook: runbook('high-latency'),
});

// Twice a low latency is still low: users do not notice less than 100 ms. A latency that stays high becomes the average
// of the hour and the alert resolves; then HighLatency decides whether it is too high.
export const LatencyAnomaly = alert({
  when: both(above(recordedP95ByPath, twiceUsualP95), above(recordedP95ByPath, 0.1)),
  for: '5m',
  severity: 'warning',
  group,
  summary: ({ labels, value }) =>
    `${labels.path} is more than twice as slow as usual: p95 is ${value.fixed(2)} s`,
  description: ({ labels, value }) =>
    `p95 latency of ${labels.path} in namespace ${labels.namespace} is ${value.fixed(2)} s, more than twice its average ` +
    'over the last hour (threshold: twice the average, and at least 100 ms). Something changed: a release, a query plan, a dependency.',
  runbook: runbook('latency-anomaly'),
});

// The other alerts on requests are inactive if the series are missing. Labelled counters appear with the first request,
// so a new system has 5 minutes until its first request.
export const ApiMetricsMissing = alert({
  when: missing(requestsPerSecond, { as: 0 }),
  for: '5m',
  severity: 'critical',
  group,
  summary: 'Request metrics of the API are missing',
  description:
    'No instance of the API has had a request counter for 5 minutes (threshold: any series). The API is down or cannot ' +
    'be scraped, and its error and latency alerts cannot fire.',
  runbook: runbook('api-metrics-missing'),
});
