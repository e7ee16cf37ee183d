// Metrics of PostgreSQL, from postgres_exporter. Its counters have no `_total`; the types are those of the exporter.
import { counter, gauge } from 'dashwright';

export * from './postgresql-signals.js';

export interface PostgresqlExamples {
  readonly databases: readonly string[];
  readonly tables?: readonly string[];
}

/** Collectors `database`, `stat_database` and `settings`, enabled by default. */
export function postgresqlMetrics({ databases: datname }: PostgresqlExamples) {
  const datid = ['16384'];
  return {
    pg_up: gauge({ help: '1 while the exporter reaches the server.', unit: 'objects', range: [0, 1] }),
    pg_settings_max_connections: gauge({
      help: 'Connections that the server accepts.',
      unit: 'connections',
      labels: { server: ['localhost:5432'] },
    }),
    pg_stat_database_numbackends: gauge({
      help: 'Connections to the database now.',
      unit: 'connections',
      labels: { datid, datname },
    }),
    pg_stat_database_xact_commit: counter({
      help: 'Transactions that were committed.',
      unit: 'transactions',
      labels: { datid, datname },
    }),
    pg_stat_database_xact_rollback: counter({
      help: 'Transactions that were rolled back.',
      unit: 'transactions',
      labels: { datid, datname },
    }),
    pg_stat_database_blks_hit: counter({
      help: 'Blocks found in the buffer cache.',
      unit: 'blocks',
      labels: { datid, datname },
    }),
    pg_stat_database_blks_read: counter({
      help: 'Blocks read from disk.',
      unit: 'blocks',
      labels: { datid, datname },
    }),
    pg_stat_database_deadlocks: counter({
      help: 'Deadlocks detected.',
      unit: 'events',
      labels: { datid, datname },
    }),
    pg_stat_activity_max_tx_duration: gauge({
      help: 'Age of the oldest transaction, by state of its connection.',
      unit: 's',
      labels: { datname, state: ['active', 'idle in transaction'] },
    }),
    pg_database_size_bytes: gauge({ help: 'Size on disk.', unit: 'bytes', labels: { datname } }),
  };
}

/** Collectors `stat_user_tables` and `statio_user_tables`, enabled by default. */
export function postgresqlTableMetrics({ databases: datname, tables = ['public'] }: PostgresqlExamples) {
  const labels = { datname, schemaname: ['public'], relname: tables };
  return {
    pg_statio_user_tables_heap_blocks_read: counter({
      help: 'Blocks of the table read from disk.',
      unit: 'blocks',
      labels,
    }),
    pg_statio_user_tables_heap_blocks_hit: counter({
      help: 'Blocks of the table found in the buffer cache.',
      unit: 'blocks',
      labels,
    }),
    pg_stat_user_tables_seq_scan: counter({
      help: 'Sequential scans of the table.',
      unit: 'operations',
      labels,
    }),
    pg_stat_user_tables_idx_scan: counter({ help: 'Index scans of the table.', unit: 'operations', labels }),
    pg_stat_user_tables_n_tup_ins: counter({ help: 'Rows inserted.', unit: 'rows', labels }),
    pg_stat_user_tables_n_tup_upd: counter({ help: 'Rows updated.', unit: 'rows', labels }),
    pg_stat_user_tables_n_tup_del: counter({ help: 'Rows deleted.', unit: 'rows', labels }),
    pg_stat_user_tables_n_dead_tup: gauge({ help: 'Rows that wait for a vacuum.', unit: 'rows', labels }),
  };
}

/**
 * Statements. `calls` and `seconds` are from the exporter's collector (`--collector.stat_statements`, disabled by
 * default); the mean is from a common custom query (`queries.yaml`).
 */
export function postgresqlStatementMetrics({ databases: datname }: PostgresqlExamples) {
  const labels = { user: ['app'], datname, queryid: ['1102', '2417'] };
  return {
    pg_stat_statements_calls_total: counter({ help: 'Executions.', unit: 'calls', labels }),
    pg_stat_statements_seconds_total: counter({ help: 'Time spent in the statement.', unit: 's', labels }),
    pg_stat_statements_mean_exec_time_seconds: gauge({
      help: 'Average time of an execution since the statistics were reset.',
      unit: 's',
      labels,
    }),
  };
}
