import { histogramQuantile, rate, record, sub, sum } from 'dashwright';
import { metrics } from './metrics.js';

const { seamless_sla_deadline_seconds: waits } = metrics;
const requests = waits.where({ phase: 'total' });
const group = 'seamless-sla-recording';

/** The deadline of a request: the threshold of SeamlessSla99thDegraded, and a bucket of the histogram. */
export const deadline = 240;
/** The ratio of requests that may miss it. */
export const tolerated = 0.01;

export const totalP99 = record('total:seamless_sla_deadline_seconds:p99_rate5m', {
  help: 'p99 of the whole request over 5 minutes.',
  expr: histogramQuantile(0.99, requests, { window: '5m' }),
  group,
});
export const totalP95 = record('total:seamless_sla_deadline_seconds:p95_rate5m', {
  help: 'p95 of the whole request over 5 minutes.',
  expr: histogramQuantile(0.95, requests, { window: '5m' }),
  group,
});
export const phaseP99 = record('phase:seamless_sla_deadline_seconds:p99_rate5m', {
  help: 'p99 of each phase over 5 minutes.',
  expr: histogramQuantile(0.99, waits, { by: ['phase'], window: '5m' }),
  group,
});
export const phaseP95 = record('phase:seamless_sla_deadline_seconds:p95_rate5m', {
  help: 'p95 of each phase over 5 minutes.',
  expr: histogramQuantile(0.95, waits, { by: ['phase'], window: '5m' }),
  group,
});

/** The same series under its old name, for existing users; evaluated after it in the group. */
export const legacyTotalP99 = record('seamless_sla_total_p99_seconds', {
  help: 'p99 of the whole request over 5 minutes, under the name that existing consumers query.',
  expr: totalP99.series,
  group,
  suppress: [
    { check: 'rule/record-name', reason: 'Existing dashboards and scripts query this name, so it stays.' },
    { check: 'rule/unused-recording', reason: 'Used by consumers outside of this bundle.' },
  ],
});

// Requests and late requests are recorded separately: their quotient over days is exact, an average of ratios is not.
export const requestRate = record('total:seamless_sla_requests:rate5m', {
  help: 'Requests per second.',
  expr: sum(rate(requests.count, '5m')),
  unit: 'reqps',
  group,
});
export const lateRequestRate = record('total:seamless_sla_late_requests:rate5m', {
  help: 'Requests per second that missed the deadline.',
  // Clients write the bound as 240 or 240.0, and Prometheus may normalise it.
  expr: sub(sum(rate(requests.count, '5m')), sum(rate(requests.bucket.where({ le: /240(\.0)?/ }), '5m'))),
  unit: 'reqps',
  group,
});
