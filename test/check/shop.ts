import { catalog, counter, gauge, histogram, nativeHistogram, oneOf, summary } from 'dashwright';

/** Metrics of a fictional shop, one or two of each type. */
export const metrics = catalog({
  requests_total: counter({
    help: 'Requests.',
    unit: 'requests',
    labels: { path: ['/a', '/b'], status: oneOf('200', '404', '500') },
  }),
  failures_total: counter({ help: 'Failures.', unit: 'failures' }),
  runs_total: counter({ help: 'Runs.', unit: 'events', labels: { run_id: ['r1'] }, ephemeral: ['run_id'] }),
  lag_seconds: gauge({ help: 'Lag.', unit: 's', labels: { topic: ['orders', 'fills'] } }),
  lag_limit_seconds: gauge({ help: 'Limit.', unit: 's', labels: { topic: ['orders', 'fills'] } }),
  fill_ratio: gauge({ help: 'How full.', unit: 'ratio', range: [0, 1] }),
  orphans_total: gauge({ help: 'Orphans: a gauge in spite of its name.' }),
  took_seconds: histogram({
    help: 'Time.',
    unit: 's',
    labels: { path: ['/a', '/b'] },
    buckets: [0.1, 0.5, 1, 5],
  }),
  size_bytes: nativeHistogram({ help: 'Size.', unit: 'bytes', labels: { path: ['/a'] } }),
  gc_seconds: summary({ help: 'GC.', unit: 's' }),
});
