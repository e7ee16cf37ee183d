import { above, alert, atMost, below, both, runbook } from 'dashwright';
import { deadline } from './recording-rules.js';
import { flagsIn15m, leaseCompletion, leaseProgress, slaP99 } from './signals.js';

// Inactive without requests: a quantile without observations is NaN, and no comparison with NaN is true.
export const SeamlessSla99thDegraded = alert({
  when: above(slaP99, deadline),
  for: '5m',
  severity: 'warning',
  group: 'seamless-sla',
  summary: ({ value, threshold }) => `Seamless requests are slow: p99 is ${value}, above ${threshold}`,
  description: ({ value, threshold }) =>
    `One in a hundred requests for data takes ${value} or longer (deadline ${threshold}), which burns the error budget. ` +
    'The dashboard shows in which phase they wait: storage, backfill or live data.',
  runbook: runbook('seamless-sla-99th-degraded'),
});

// Slow is not stuck: a backfill of half an hour makes progress in every 10 minutes. Completed is not stuck either: a
// completed lease is out of the range, or its series is missing.
export const SeamlessBackfillStuckLease = alert({
  when: both(below(leaseCompletion, 0.5), atMost(leaseProgress, 0)),
  for: '10m',
  severity: 'critical',
  group: 'seamless-backfill',
  summary: ({ labels, value }) =>
    `Backfill lease ${labels.lease_key} of ${labels.node_id} (${labels.interval}) is stuck at ${value}`,
  description: ({ labels, value, threshold }) =>
    `Lease ${labels.lease_key} for node ${labels.node_id}, interval ${labels.interval}, is ${value} complete ` +
    `(threshold ${threshold}) and has made no progress for 20 minutes. While the lease is held, no other worker can ` +
    'backfill the range, and requests for it wait until their deadline.',
  runbook: runbook('seamless-backfill-stuck-lease'),
});

export const SeamlessConformanceFlagSpike = alert({
  when: above(flagsIn15m, 50),
  for: '15m',
  severity: 'warning',
  group: 'seamless-conformance',
  summary: ({ value, threshold }) => `Conformance flags: ${value.fixed(0)} in 15 minutes, above ${threshold}`,
  description: ({ value, threshold }) =>
    `The conformance pipeline raised ${value.fixed(0)} flags in the last 15 minutes (threshold ${threshold}), ` +
    'and has been above the threshold for 15 minutes: the data of a source has changed its schema or has gaps.',
  runbook: runbook('seamless-conformance-flag-spike'),
});
