import { catalog, counter, gauge, histogram } from 'dashwright';

/** Example values: enough for several series in previews, few enough to read. */
const node_id = ['ema', 'macd'] as const;
const interval = ['60s', '300s'] as const;
const topic = ['orders', 'fills'] as const;

/**
 * Metrics of gateway, DAG manager and SDK. The types are those that the processes expose: several gauges are named
 * `_total`, and `rate` of them would show resets that never happened.
 */
export const metrics = catalog({
  // Diff pipeline of the DAG manager
  diff_duration_ms_p95: gauge({
    help: 'Time that the slowest 5% of DAG diffs take; the quantile is computed by the DAG manager.',
    unit: 'ms',
  }),
  diff_requests_total: counter({ help: 'DAG diff requests processed.', unit: 'requests' }),
  diff_failures_total: counter({ help: 'DAG diff requests that failed.', unit: 'requests' }),
  sentinel_gap_count: gauge({ help: 'Version sentinels missing from the graph.', unit: 'events' }),
  kafka_breaker_open_total: gauge({
    help: "How often the DAG manager's Kafka admin breaker has opened; it opens after 3 failures in a row.",
    unit: 'events',
  }),

  // Gateway
  gateway_e2e_latency_p95: gauge({
    help: 'Time from submission to answer of the slowest 5% of requests; computed by the gateway.',
    unit: 'ms',
  }),
  lost_requests_total: counter({ help: 'Diff submissions that were lost.', unit: 'requests' }),
  dagclient_breaker_open_total: gauge({
    help: "How often the gateway's gRPC client breaker has opened; it opens after 3 failures in a row.",
    unit: 'events',
  }),

  // Queues and their garbage collector
  compute_nodes_total: gauge({ help: 'Compute nodes in the graph.', unit: 'nodes' }),
  queues_total: gauge({ help: 'Queues in the graph.', unit: 'queues' }),
  orphan_queue_total: gauge({ help: 'Queues without a node, found by the last collection.', unit: 'queues' }),
  gc_last_run_timestamp: gauge({
    help: 'Time of the last successful garbage collection.',
    unit: 'timestamp',
  }),
  queue_create_error_total: counter({ help: 'Queues that could not be created.', unit: 'errors' }),
  queue_lag_seconds: gauge({ help: 'Kafka consumer lag.', unit: 's', labels: { topic } }),
  queue_lag_threshold_seconds: gauge({
    help: 'Lag that the topic may have, as configured.',
    unit: 's',
    labels: { topic },
  }),

  // SDK: cache and context isolation
  nodecache_resident_bytes: gauge({
    help: 'Memory of the node caches; scope="total" with node_id="all" is the sum over nodes.',
    unit: 'decbytes',
    labels: { node_id: [...node_id, 'all'], scope: ['node', 'total'] },
  }),
  cache_read_total: counter({
    help: 'Cache reads.',
    unit: 'reads',
    labels: { upstream_id: node_id, interval },
  }),
  cache_last_read_timestamp: gauge({
    help: 'Time of the last cache read.',
    unit: 'timestamp',
    labels: { upstream_id: node_id, interval },
  }),
  cross_context_cache_hit_total: counter({
    help: 'Cache hits whose context did not match the reader; must stay 0. Unknown labels are __unset__.',
    unit: 'hits',
    labels: {
      node_id,
      world_id: ['paper'],
      execution_domain: ['backtest', 'live'],
      as_of: ['2026-01-02T00:00:00Z', '__unset__'],
      partition: ['tenant-a'],
    },
    // Every replay has its own as_of, so the series appears with the hit that it counts.
    ephemeral: ['as_of'],
  }),

  // SDK: backfill
  backfill_last_timestamp: gauge({
    help: 'Time up to which data has been backfilled.',
    unit: 'timestamp',
    labels: { node_id, interval },
  }),
  backfill_jobs_in_progress: gauge({ help: 'Backfill jobs that run now.', unit: 'jobs' }),
  backfill_failure_total: counter({
    help: 'Backfill jobs that failed for good.',
    unit: 'failures',
    labels: { node_id, interval },
  }),
  backfill_retry_total: counter({
    help: 'Attempts to run a backfill job again.',
    unit: 'retries',
    labels: { node_id, interval },
  }),

  // SDK: node execution
  node_processed_total: counter({ help: 'Node executions.', unit: 'executions', labels: { node_id } }),
  node_process_duration_ms: histogram({
    help: 'Time of a node execution.',
    unit: 'ms',
    labels: { node_id },
    buckets: [1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000],
  }),
  node_process_failure_total: counter({
    help: 'Node executions that failed.',
    unit: 'failures',
    labels: { node_id },
  }),
  event_recorder_errors_total: counter({
    help: 'Rows that the event recorder could not persist.',
    unit: 'errors',
  }),
});
