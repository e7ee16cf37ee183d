import { catalog, counter, gauge, histogram, oneOf } from 'dashwright';

const node_id = ['ema', 'macd'] as const;
const interval = ['60s', '300s'] as const;
const world_id = ['paper', 'live'] as const;

/** Metrics of the Seamless data layer. */
export const metrics = catalog({
  seamless_sla_deadline_seconds: histogram({
    help: 'Time that a request for data waits, by phase; "total" is the whole request.',
    unit: 's',
    labels: { node_id, phase: oneOf('storage_wait', 'backfill_wait', 'live_wait', 'total') },
    // 240 must be a bucket bound, so that requests within the deadline are counted exactly.
    buckets: [0.1, 0.5, 1, 5, 10, 30, 60, 120, 180, 240, 300, 600, 1200],
  }),

  backfill_completion_ratio: gauge({
    help: 'Share of a backfill lease that is done.',
    unit: 'ratio',
    range: [0, 1],
    labels: { node_id, interval, lease_key: ['lease-1', 'lease-2'] },
    ephemeral: ['lease_key'],
  }),
  backfill_jobs_in_progress: gauge({ help: 'Backfill jobs that run now.', unit: 'jobs' }),
  backfill_last_timestamp: gauge({
    help: 'Time up to which data has been backfilled.',
    unit: 'timestamp',
    labels: { node_id, interval },
  }),

  seamless_conformance_flag_total: counter({
    help: 'Findings of the conformance pipeline.',
    unit: 'flags',
    labels: { node_id, interval, world_id, flag_type: ['gap', 'duplicate_timestamp', 'dtype_mismatch'] },
  }),
  coverage_ratio: gauge({
    help: 'Share of the requested range for which there is data.',
    unit: 'ratio',
    range: [0, 1],
    labels: { node_id, interval, world_id },
  }),
  live_staleness_seconds: gauge({
    help: 'Age of the latest live sample.',
    unit: 's',
    labels: { node_id, interval, world_id },
  }),
});
