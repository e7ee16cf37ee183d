import { delta, increaseFromZero, max, signal, sub, sum, time } from 'dashwright';
import { metrics } from '../metrics.js';

// All DAG managers report the same graph: the maximum is its value, a sum would count it several times.
export const computeNodes = signal({
  title: 'Compute nodes',
  description: 'Compute nodes in the graph.',
  expr: max(metrics.compute_nodes_total),
});
export const queues = signal({
  title: 'Queues',
  description: 'Queues in the graph.',
  expr: max(metrics.queues_total),
});
export const orphanQueues = signal({
  title: 'Orphan queues',
  description: 'Queues that no longer belong to a node. The garbage collector removes them.',
  expr: max(metrics.orphan_queue_total),
});

// `delta`, as this _total is a gauge; over the maximum, so that a replaced DAG manager, which counts from 0, does not
// look like growth.
export const orphanQueueGrowth = signal({
  title: 'Orphan queues, growth in 3 h',
  description: 'How many more orphan queues there are than three hours before.',
  expr: delta(max(metrics.orphan_queue_total), '3h', { step: '1m' }),
});

// The latest run of any DAG manager, as one collection serves all of them.
export const gcAge = signal({
  title: 'Time since garbage collection',
  description: 'Time since the last successful garbage collection.',
  expr: sub(time(), max(metrics.gc_last_run_timestamp)),
});

export const queueCreateErrors = signal({
  title: 'Queue creation errors',
  description: 'Queues that could not be created in the last 15 minutes.',
  expr: sum(increaseFromZero(metrics.queue_create_error_total, '15m')),
});

export const queueLag = signal({
  title: 'Queue lag',
  description: 'Kafka consumer lag by topic.',
  expr: max(metrics.queue_lag_seconds, { by: ['topic'] }),
  legend: ({ topic }) => topic,
});
/** The threshold of QueueLagHigh, for each topic. */
export const queueLagLimit = max(metrics.queue_lag_threshold_seconds, { by: ['topic'] });
