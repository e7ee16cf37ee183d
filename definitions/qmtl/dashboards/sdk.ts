import { dashboard, labelValues, panel, query, row, variable } from 'dashwright';
import { CrossContextCacheHit } from '../alerts/isolation.js';
import { metrics } from '../metrics.js';
import * as signals from '../signals.js';
import { linkToRunbook } from '../urls.js';
import { annotations, eventWindow, links, tags } from './common.js';

export const sdk = dashboard({
  uid: 'qmtl-sdk',
  title: 'QMTL / SDK',
  description: 'Caches, backfill and node execution in the processes that run strategies.',
  tags,
  links,
  annotations,
  variables: [
    variable.query({
      name: 'node',
      label: 'Node',
      query: labelValues(metrics.node_processed_total, 'node_id'),
      filters: 'node_id',
      multi: true,
      includeAll: true,
    }),
    variable.query({
      name: 'interval',
      label: 'Interval',
      query: labelValues(metrics.cache_read_total, 'interval'),
      filters: 'interval',
      multi: true,
      includeAll: true,
    }),
  ],
  rows: [
    row('Node execution', [
      panel.timeseries({ title: 'Node throughput', show: signals.nodeThroughput, min: 0 }),
      panel.timeseries({
        title: 'Execution time, chosen nodes together',
        description:
          'Time in which half, 95% and 99% of the executions of the chosen nodes are done. A p99 that leaves p50 behind ' +
          'is a few slow executions or one slow node: the next panel names it. A point leads to an execution.',
        show: [
          query(signals.nodeDurationP50, { exemplar: true }),
          query(signals.nodeDurationP95, { exemplar: true }),
          query(signals.nodeDurationP99, { exemplar: true }),
        ],
        min: 0,
      }),
      panel.timeseries({ title: 'Execution time p95 by node', show: signals.slowestNodes, min: 0 }),
      panel.heatmap({ title: 'Execution times', show: signals.nodeDurations }),
      panel.timeseries({
        title: 'Node failures, 15 m',
        show: signals.nodeFailures,
        min: 0,
        decimals: 0,
        fixedRange: eventWindow,
      }),
      panel.timeseries({
        title: 'Event recorder errors, 15 m',
        show: signals.recorderErrors,
        min: 0,
        decimals: 0,
        fixedRange: eventWindow,
      }),
    ]),
    row('Cache', [
      panel.timeseries({ title: 'Cache reads by upstream and interval', show: signals.cacheReads, min: 0 }),
      panel.timeseries({ title: 'Time since cache read', show: signals.cacheAge, min: 0 }),
      panel.timeseries({
        title: 'NodeCache memory',
        description:
          'Memory of all node caches of one process. Empty while the page is narrowed to some nodes.',
        show: signals.nodeCacheMemory,
        min: 0,
      }),
      panel.timeseries({
        title: 'NodeCache memory by node',
        show: signals.nodeCacheMemoryByNode,
        min: 0,
        stack: 'normal',
      }),
      panel.timeseries({
        title: 'Cross-context cache hits',
        show: signals.crossContextHits,
        width: 24,
        min: 0,
        decimals: 0,
        legend: 'table',
        links: [linkToRunbook(CrossContextCacheHit.runbook)],
      }),
    ]),
    row('Backfill', [
      panel.timeseries({ title: 'Backfill behind now', show: signals.backfillAge, min: 0 }),
      panel.timeseries({ title: 'Backfill jobs', show: signals.backfillJobs, min: 0, decimals: 0 }),
      panel.timeseries({
        title: 'Backfill failures and retries, 15 m',
        show: [signals.backfillFailures, signals.backfillRetries],
        width: 24,
        min: 0,
        decimals: 0,
        fixedRange: 'Failures are rare: fifteen minutes make single ones visible at any zoom.',
      }),
    ]),
  ],
});
