import { gt, quantile, record } from 'dashwright';
import { application } from './metrics.js';

/**
 * Recorded, for LatencyAnomaly compares it with an hour of itself. Without the endpoints that nobody calls: their
 * quantile is NaN, and a single NaN would make the average of the whole hour NaN.
 */
export const endpointP95 = record('namespace_path:http_request_duration_seconds:p95_rate5m', {
  help: 'p95 of response times by endpoint, over 5 minutes.',
  expr: gt(
    quantile(0.95, application.http_request_duration_seconds, { by: ['namespace', 'path'], window: '5m' }),
    0,
  ),
  group: 'multiweb_recording',
});
