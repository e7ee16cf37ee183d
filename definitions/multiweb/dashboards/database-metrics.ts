import { dashboard, panel, row } from 'dashwright';
import { ratePanel, sharePanel } from '../../library/panels.js';
import * as is from '../signals.js';
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
        show: [is.databaseConnections, is.maxConnections],
        min: 0,
        decimals: 0,
      }),
      ratePanel([is.commits, is.rollbacks, is.deadlocks], { title: 'Commits and rollbacks' }),
      panel.timeseries({
        title: 'Query time',
        description: 'Ten slowest statements. The text of a queryid: SELECT query FROM pg_stat_statements.',
        show: is.statementTimes,
        min: 0,
      }),
      panel.timeseries({ title: 'Mean query time since reset', show: is.meanStatementTimes, min: 0 }),
      panel.timeseries({ title: 'Database size', show: is.databaseSize, min: 0 }),
      sharePanel(is.cacheHits, { title: 'Buffer cache hit ratio', full: true }),
    ]),
    row('Table I/O', [
      ratePanel(is.tableReads, { title: 'Blocks read from disk by table', width: 8 }),
      ratePanel(is.tableHits, { title: 'Blocks found in memory by table', width: 8 }),
      ratePanel(is.tableScans, { title: 'Sequential scans by table', width: 8 }),
      ratePanel([is.rowsInserted, is.rowsUpdated, is.rowsDeleted], { title: 'Rows written' }),
      panel.timeseries({ title: 'Dead rows by table', show: is.deadRows, min: 0 }),
    ]),
    row('Redis', [
      ratePanel(is.redisCommands, { title: 'Redis command rate', width: 8 }),
      panel.timeseries({
        title: 'Redis memory',
        show: [is.redisMemoryUsed, is.redisMemoryLimit],
        width: 8,
        min: 0,
      }),
      sharePanel(is.redisHits, { title: 'Redis hit ratio', width: 8, full: true }),
      ratePanel(is.redisEvictions, { title: 'Redis evictions' }),
      panel.timeseries({ title: 'Redis clients', show: is.redisClients, min: 0, decimals: 0 }),
    ]),
  ],
});
