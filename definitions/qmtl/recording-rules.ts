import { histogramQuantile, rate, record, sum } from 'dashwright';
import { metrics } from './metrics.js';

/** The sum of the buckets of every node is the only expensive query of this bundle, so it is recorded. */
export const nodeProcessP95 = record('node_id:node_process_duration_ms:p95_rate5m', {
  help: 'p95 of node execution time, by node.',
  expr: histogramQuantile(0.95, metrics.node_process_duration_ms, { by: ['node_id'], window: '5m' }),
});

/** Recorded for the comparison with last week, which would otherwise read a week of raw samples. */
export const diffRequestRate = record('qmtl:diff_requests:rate5m', {
  help: 'DAG diff requests per second, over all DAG managers.',
  expr: sum(rate(metrics.diff_requests_total, '5m')),
});
