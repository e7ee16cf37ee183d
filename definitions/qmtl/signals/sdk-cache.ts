import { increaseFromZero, max, not, rate, signal, sub, sum, time } from 'dashwright';
import { metrics } from '../metrics.js';

const { nodecache_resident_bytes: cacheMemory } = metrics;

export const cacheReads = signal({
  title: 'Cache reads',
  description: 'Cache reads by upstream and interval.',
  expr: sum(rate(metrics.cache_read_total), { by: ['upstream_id', 'interval'] }),
});
export const cacheAge = signal({
  title: 'Time since cache read',
  description:
    'Time since the last cache read, by upstream and interval. A line that climbs is a stalled reader.',
  expr: sub(time(), max(metrics.cache_last_read_timestamp, { by: ['upstream_id', 'interval'] })),
});

// The SDK reports the sum itself: adding all series would count every byte twice.
export const nodeCacheMemory = signal({
  title: 'NodeCache memory',
  description: 'Memory of all node caches of one process.',
  expr: cacheMemory.where({ scope: 'total' }),
  legend: ({ instance }) => instance,
});
export const nodeCacheMemoryByNode = signal({
  title: 'NodeCache memory by node',
  description: "Memory of each node's cache.",
  expr: sum(cacheMemory.where({ scope: not('total') }), { by: ['node_id'] }),
  legend: ({ node_id }) => node_id,
});

export const backfillAge = signal({
  title: 'Backfill behind now',
  description: 'How far the backfilled data lies behind the present, by node and interval.',
  expr: sub(time(), max(metrics.backfill_last_timestamp, { by: ['node_id', 'interval'] })),
});
export const backfillJobs = signal({
  title: 'Backfill jobs',
  description: 'Backfill jobs that run now.',
  expr: sum(metrics.backfill_jobs_in_progress),
});
export const backfillFailures = signal({
  title: 'Failures',
  description: 'Backfill jobs that failed for good in the last 15 minutes.',
  expr: sum(increaseFromZero(metrics.backfill_failure_total, '15m'), { by: ['node_id', 'interval'] }),
});
export const backfillRetries = signal({
  title: 'Retries',
  description: 'Attempts to run a backfill job again in the last 15 minutes.',
  expr: sum(increaseFromZero(metrics.backfill_retry_total, '15m'), { by: ['node_id', 'interval'] }),
});
