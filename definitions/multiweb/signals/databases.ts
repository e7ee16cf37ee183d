import { max, signal, sum } from 'dashwright';
import {
  busiestTables,
  cacheHitRatio,
  connections,
  slowestStatements,
  transactionRate,
} from 'dashwright/library';
import { dataStores as of } from '../metrics.js';

// By instance: a replica has a connection limit of its own.
export const databaseConnections = connections(of.pg_stat_database_numbackends, {
  by: ['namespace', 'instance', 'datname'],
  legend: ({ instance, datname }) => `${datname} ${instance}`,
});
export const maxConnections = signal({
  title: 'Limit',
  description: 'Connections that the server accepts, all databases together.',
  expr: max(of.pg_settings_max_connections),
  legend: 'max_connections',
});

export const commits = transactionRate(of.pg_stat_database_xact_commit, {
  title: 'Commits',
  legend: 'commits',
});
export const rollbacks = transactionRate(of.pg_stat_database_xact_rollback, {
  title: 'Rollbacks',
  legend: 'rollbacks',
});
export const deadlocks = transactionRate(of.pg_stat_database_deadlocks, {
  title: 'Deadlocks',
  legend: 'deadlocks',
});

export const statementTimes = slowestStatements(
  10,
  of.pg_stat_statements_seconds_total,
  of.pg_stat_statements_calls_total,
  {
    title: 'Query time',
    by: ['datname', 'user', 'queryid'],
    legend: ({ datname, user, queryid }) => `${datname} ${user} ${queryid}`,
  },
);
// Since the statistics were reset, so it changes slowly: for comparing statements, not for incidents.
export const meanStatementTimes = signal({
  title: 'Mean query time since reset',
  description: 'Average execution time by statement, since the statistics were reset.',
  expr: max(of.pg_stat_statements_mean_exec_time_seconds, { by: ['datname', 'user', 'queryid'] }),
  legend: ({ datname, user, queryid }) => `${datname} ${user} ${queryid}`,
});

export const databaseSize = signal({
  title: 'Database size',
  description: 'Size on disk, by database.',
  expr: max(of.pg_database_size_bytes, { by: ['datname'] }),
  legend: ({ datname }) => datname,
});

const byTable = { by: ['relname'], legend: ({ relname }: { relname: string }) => relname } as const;

export const tableReads = busiestTables(10, of.pg_statio_user_tables_heap_blocks_read, {
  ...byTable,
  title: 'Blocks read from disk by table',
  description: 'Blocks per second of the ten tables that are read from disk most.',
});
export const tableHits = busiestTables(10, of.pg_statio_user_tables_heap_blocks_hit, {
  ...byTable,
  title: 'Blocks found in memory by table',
  description: 'Blocks per second of the ten tables that are read from the buffer cache most.',
});
export const tableScans = busiestTables(10, of.pg_stat_user_tables_seq_scan, {
  ...byTable,
  title: 'Sequential scans by table',
  description: 'Sequential scans per second. On large tables they indicate a missing index.',
});
export const cacheHits = cacheHitRatio(of.pg_stat_database_blks_hit, of.pg_stat_database_blks_read, {
  title: 'Buffer cache hit ratio',
  legend: 'hit ratio',
});

export const rowsInserted = transactionRate(of.pg_stat_user_tables_n_tup_ins, {
  title: 'Rows inserted',
  description: 'Rows inserted per second.',
  legend: 'inserted',
});
export const rowsUpdated = transactionRate(of.pg_stat_user_tables_n_tup_upd, {
  title: 'Rows updated',
  description: 'Rows updated per second.',
  legend: 'updated',
});
export const rowsDeleted = transactionRate(of.pg_stat_user_tables_n_tup_del, {
  title: 'Rows deleted',
  description: 'Rows deleted per second.',
  legend: 'deleted',
});
export const deadRows = signal({
  title: 'Dead rows by table',
  description: 'Dead rows that wait for a vacuum, by table. If it only rises, vacuum does not run.',
  expr: sum(of.pg_stat_user_tables_n_dead_tup, { by: ['relname'] }),
  legend: ({ relname }) => relname,
});
