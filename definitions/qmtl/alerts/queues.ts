import { above, alert, either, missing, runbook, time } from 'dashwright';
import { metrics } from '../metrics.js';
import { gcAge, orphanQueueGrowth, queueCreateErrors, queueLag, queueLagLimit } from '../signals.js';

// Fires for the first error of a new process too, for the 15 minutes of the window.
export const QueueCreateErrors = alert({
  when: above(queueCreateErrors, 0),
  severity: 'warning',
  group: 'qmtl-queues',
  summary: ({ value }) => `Failed queue creations in the last 15 minutes: ${value.fixed(0)}`,
  description: ({ value }) =>
    `The DAG manager failed to create ${value.fixed(0)} queues in the last 15 minutes (threshold: any). ` +
    'Nodes that need them wait, and after 3 failures in a row the Kafka admin circuit breaker opens.',
  runbook: runbook('queue-create-errors'),
});

// `for` is half an hour, so that orphans that the next collections remove do not fire it.
export const OrphanQueuesGrowing = alert({
  when: above(orphanQueueGrowth, 0),
  for: '30m',
  severity: 'warning',
  group: 'qmtl-queues',
  summary: ({ value }) => `Orphan queues are growing: ${value.fixed(0)} more than 3 hours ago`,
  description: ({ value }) =>
    `There are ${value.fixed(0)} more orphan queues than 3 hours ago (threshold: any growth). ` +
    'The garbage collector does not keep up with them, and each one keeps its data on the brokers.',
  runbook: runbook('orphan-queues-growing'),
});

// Inactive for a topic without lag: the DAG manager exports it, and DiffThroughputLow reports a missing DAG manager.
export const QueueLagHigh = alert({
  when: above(queueLag, queueLagLimit),
  for: '5m',
  severity: 'warning',
  group: 'qmtl-queues',
  summary: ({ labels, value, threshold }) =>
    `Consumer lag of ${labels.topic} is ${value}, above its threshold of ${threshold}`,
  description: ({ labels, value, threshold }) =>
    `The consumers of topic ${labels.topic} are ${value} behind (threshold of this topic ${threshold}). ` +
    'Strategies that read it compute on stale data.',
  runbook: runbook('queue-lag-high'),
});

// A collector that has not run since the start (gauge at 0), or whose metric is missing, has the age of the unix time.
// The 5 minutes are for a new process, whose gauge is 0 until the first run.
export const GCSchedulerStall = alert({
  when: either(above(gcAge, 600), missing(metrics.gc_last_run_timestamp, { as: time() })),
  for: '5m',
  severity: 'warning',
  group: 'qmtl-queues',
  summary: ({ threshold }) => `Queue garbage collection has not run for more than ${threshold}`,
  description: ({ value, threshold }) =>
    `The last successful garbage collection was ${value} ago (threshold ${threshold}). ` +
    'An age of decades means that it has never run, or that its metric is missing. Orphan queues pile up.',
  runbook: runbook('gc-scheduler-stall'),
});
