import { mul, rate, ratio, signal, sum } from 'dashwright';
import { metrics } from '../metrics.js';
import { diffRequestRate } from '../recording-rules.js';

const { diff_requests_total: requests, diff_failures_total: failures } = metrics;

export const diffDuration = signal({
  title: 'Diff p95',
  description: 'Time that the slowest 5% of DAG diffs take, by DAG manager.',
  expr: metrics.diff_duration_ms_p95,
  legend: ({ instance }) => instance,
});

// Both counters have no labels, so they exist at 0 from the start: without failures the ratio is 0%, not "no data".
export const diffFailureRatio = signal({
  title: 'Diff failure ratio',
  description: 'Share of DAG diff requests that fail. Empty while there are no requests.',
  expr: ratio(sum(rate(failures)), sum(rate(requests))),
  range: [0, 1],
});

export const diffThroughput = signal({
  title: 'Diff throughput',
  description: 'DAG diff requests per minute, over all DAG managers.',
  expr: mul(sum(rate(requests)), 60),
});

export const diffThroughputLastWeek = signal({
  title: 'A week before',
  description: 'DAG diff requests per minute at the same time of the week before.',
  expr: mul(diffRequestRate.series.offsetBy('7d'), 60),
});

export const sentinelGaps = signal({
  title: 'Missing sentinels',
  description: 'Version sentinels that should be in the graph and are not.',
  expr: metrics.sentinel_gap_count,
  legend: ({ instance }) => instance,
});

// A gauge in spite of its name: it is shown as it is, without rate or increase.
export const kafkaBreakerOpenings = signal({
  title: 'Kafka admin breaker',
  description: "How often the DAG manager's Kafka admin breaker has opened (3 failures in a row, fixed).",
  expr: metrics.kafka_breaker_open_total,
  legend: ({ instance }) => `Kafka admin ${instance}`,
});
