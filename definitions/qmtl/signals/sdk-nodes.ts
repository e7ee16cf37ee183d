import { bucketRates, histogramQuantile, increaseFromZero, rate, signal, sum } from 'dashwright';
import { metrics } from '../metrics.js';
import { nodeProcessP95 } from '../recording-rules.js';

const { node_process_duration_ms: duration } = metrics;

export const nodeThroughput = signal({
  title: 'Node throughput',
  description: 'Executions per second, by node.',
  expr: sum(rate(metrics.node_processed_total), { by: ['node_id'] }),
  legend: ({ node_id }) => node_id,
});

export const nodeDurationP50 = signal({
  title: 'p50',
  expr: histogramQuantile(0.5, duration),
  legend: 'p50',
});
export const nodeDurationP95 = signal({
  title: 'p95',
  expr: histogramQuantile(0.95, duration),
  legend: 'p95',
});
export const nodeDurationP99 = signal({
  title: 'p99',
  expr: histogramQuantile(0.99, duration),
  legend: 'p99',
});

export const slowestNodes = signal({
  title: 'Node p95',
  description: 'Time that the slowest 5% of executions take, by node, over 5 minutes.',
  expr: nodeProcessP95.series,
  legend: ({ node_id }) => node_id,
});
export const nodeDurations = signal({
  title: 'Node execution times',
  description: 'How execution times are distributed: two bands are two kinds of work behind one quantile.',
  expr: bucketRates(duration),
  legend: ({ le }) => le,
});

export const nodeFailures = signal({
  title: 'Node failures',
  description: 'Executions that failed in the last 15 minutes, by node.',
  expr: sum(increaseFromZero(metrics.node_process_failure_total, '15m'), { by: ['node_id'] }),
  legend: ({ node_id }) => node_id,
});
export const recorderErrors = signal({
  title: 'Event recorder errors',
  description: 'Rows that could not be persisted in the last 15 minutes: gaps in what can be replayed.',
  expr: sum(increaseFromZero(metrics.event_recorder_errors_total, '15m')),
});
