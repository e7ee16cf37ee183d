// The most important alerts: latency, failure ratio and throughput of the diff pipeline, one rule group each.
import { above, alert, below, either, missing, runbook } from 'dashwright';
import { metrics } from '../metrics.js';
import { diffDuration, diffFailureRatio, diffThroughput, sentinelGaps } from '../signals.js';

// Inactive without the gauge: DiffThroughputLow reports a missing DAG manager.
export const DiffDurationHigh = alert({
  when: above(diffDuration, 200),
  for: '5m',
  severity: 'warning',
  group: 'qmtl-diff-latency',
  summary: ({ value, threshold }) => `DAG diffs are slow: p95 is ${value}, above ${threshold}`,
  description: ({ labels, value, threshold }) =>
    `The slowest 5% of DAG diffs take ${value} or longer on ${labels.instance} (threshold ${threshold}). ` +
    'Submissions queue up, and the latency of the gateway rises.',
  runbook: runbook('diff-duration-high'),
});

// Without traffic there is no ratio; DiffThroughputLow covers that case.
export const DiffFailureRateHigh = alert({
  when: above(diffFailureRatio, 0.05),
  over: '5m',
  for: '5m',
  severity: 'warning',
  group: 'qmtl-diff-failure-rate',
  summary: ({ value, threshold }) => `${value} of DAG diffs fail, above ${threshold}`,
  description: ({ value, threshold }) =>
    `${value} of DAG diff requests failed over the last 5 minutes (threshold ${threshold}). ` +
    'Strategies whose diff fails are not deployed; running strategies are not affected.',
  runbook: runbook('diff-failure-rate-high'),
});

// Low traffic and no traffic are the same problem: a missing counter counts as zero requests.
export const DiffThroughputLow = alert({
  when: either(below(diffThroughput, 0.6), missing(metrics.diff_requests_total, { as: 0 })),
  over: '5m',
  for: '10m',
  severity: 'warning',
  group: 'qmtl-diff-throughput',
  summary: ({ value, threshold }) => `DAG diff throughput is ${value.fixed(2)} req/min, below ${threshold}`,
  description: ({ value, threshold }) =>
    `The DAG managers processed ${value.fixed(2)} requests per minute over the last 5 minutes ` +
    `(threshold ${threshold}). Exactly 0.00 can also mean that their metrics are missing: check that they are up.`,
  runbook: runbook('diff-throughput-low'),
});

// A sentinel may arrive one deployment step late; a gap that closes within 5 minutes does no harm.
export const SentinelGap = alert({
  when: above(sentinelGaps, 0),
  for: '5m',
  severity: 'warning',
  group: 'qmtl-graph',
  summary: ({ value }) => `Version sentinels missing from the graph: ${value.fixed(0)}`,
  description: ({ labels, value }) =>
    `Version sentinels missing on ${labels.instance}: ${value.fixed(0)} (threshold: any). ` +
    'Without its sentinel, a version of a strategy cannot be distinguished from the previous one, nor rolled back.',
  runbook: runbook('sentinel-gap'),
});
