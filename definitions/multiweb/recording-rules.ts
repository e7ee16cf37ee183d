import { and, gt, histogramQuantile, rate, record, sum } from 'dashwright';
import { application } from './metrics.js';

const { http_request_duration_seconds: durations } = application;
const byEndpoint = { by: ['namespace', 'path'] } as const;

/**
 * Recorded because LatencyAnomaly compares it with its average over an hour. Endpoints without requests are left out:
 * their quantile is NaN, and a single NaN would make the average of the whole hour NaN.
 */
export const endpointP95 = record('namespace_path:http_request_duration_seconds:p95_rate5m', {
  help: 'p95 of response times by endpoint, over 5 minutes; only of endpoints that were called.',
  expr: and(
    histogramQuantile(0.95, durations, { ...byEndpoint, window: '5m' }),
    gt(sum(rate(durations.count, '5m'), byEndpoint), 0),
  ),
  group: 'multiweb_recording',
});
