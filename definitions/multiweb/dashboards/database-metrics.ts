import { dashboard, panel, row } from 'dashwright';
import { ratePanel, sharePanel } from 'dashwright/library';
import * as signals from '../signals.js';
import { annotations, links, namespace, tags } from './common.js';

export const databaseMetrics = dashboard({
  uid: 'multiweb-database-metrics',
  title: 'MultiWeb / Database Metrics',
  description:
    'PostgreSQL and Redis: connections, transactions, query time, size, table I/O; hit ratio, memory.',
  tags,
  links,
  annotations,
  variables: [namespace],
  rows: [
    row('PostgreSQL', [
      panel.timeseries({
        title: 'PostgreSQL connections',
        show: [signals.databaseConnections, signals.maxConnections],
        min: 0,
        decimals: 0,
      }),
      ratePanel([signals.commits, signals.rollbacks, signals.deadlocks], { title: 'Commits and rollbacks' }),
      panel.timeseries({
        title: 'Query time',
        description: 'Ten slowest statements. The text of a queryid: SELECT query FROM pg_stat_statements.',
        show: signals.statementTimes,
        min: 0,
      }),
      panel.timeseries({ title: 'Mean query time since reset', show: signals.meanStatementTimes, min: 0 }),
      panel.timeseries({ title: 'Database size', show: signals.databaseSize, min: 0 }),
      sharePanel(signals.cacheHits, { title: 'Buffer cache hit ratio', full: true }),
    ]),
    row('Table I/O', [
      ratePanel(signals.tableReads, { title: 'Blocks read from disk by table', width: 8 }),
      ratePanel(signals.tableHits, { title: 'Blocks found in memory by table', width: 8 }),
      ratePanel(signals.tableScans, { title: 'Sequential scans by table', width: 8 }),
      ratePanel([signals.rowsInserted, signals.rowsUpdated, signals.rowsDeleted], { title: 'Rows written' }),
      panel.timeseries({ title: 'Dead rows by table', show: signals.deadRows, min: 0 }),
    ]),
    row('Redis', [
      ratePanel(signals.redisCommands, { title: 'Redis command rate', width: 8 }),
      panel.timeseries({
        title: 'Redis memory',
        show: [signals.redisMemoryUsed, signals.redisMemoryLimit],
        width: 8,
        min: 0,
      }),
      sharePanel(signals.redisHits, { title: 'Redis hit ratio', width: 8, full: true }),
      ratePanel(signals.redisEvictions, { title: 'Redis evictions' }),
      panel.timeseries({ title: 'Redis clients', show: signals.redisClients, min: 0, decimals: 0 }),
    ]),
  ],
});
