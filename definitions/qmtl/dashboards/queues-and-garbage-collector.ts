import { dashboard, labelValues, panel, row, variable } from 'dashwright';
import { metrics } from '../metrics.js';
import {
  computeNodes,
  gcAge,
  orphanQueueGrowth,
  orphanQueues,
  queueCreateErrors,
  queueLag,
  queues,
} from '../signals.js';
import { annotations, eventWindow, links, tags } from './common.js';

export const queuesAndGarbageCollector = dashboard({
  uid: 'qmtl-queues-gc',
  title: 'QMTL / Queues and garbage collector',
  description: 'Size of the graph, orphan queues, garbage collection and consumer lag.',
  tags,
  links,
  annotations,
  variables: [
    variable.query({
      name: 'topic',
      label: 'Topic',
      query: labelValues(metrics.queue_lag_seconds, 'topic'),
      filters: 'topic',
      multi: true,
      includeAll: true,
    }),
  ],
  rows: [
    row('Now', [
      panel.stat({ title: 'Compute nodes', show: computeNodes, width: 4 }),
      panel.stat({ title: 'Queues', show: queues, width: 4 }),
      panel.stat({ title: 'Orphan queues', show: orphanQueues, width: 4 }),
      panel.stat({ title: 'Last collection, time since', show: gcAge, width: 6, noValue: 'metric gone' }),
      panel.stat({
        title: 'Queue creation errors, 15 m',
        show: queueCreateErrors,
        width: 6,
        decimals: 0,
        noValue: '0',
        fixedRange: eventWindow,
      }),
    ]),
    row('Consumer lag', [
      panel.timeseries({
        title: 'Lag by topic against its threshold',
        description:
          'Each topic has a threshold of its own; the alert fires where a line crosses it for 5 minutes.',
        show: queueLag,
        width: 24,
        height: 9,
        min: 0,
        legend: { as: 'table', calculations: ['lastNotNull', 'max'] },
      }),
    ]),
    row('Garbage collector', [
      panel.timeseries({ title: 'Time since garbage collection', show: gcAge, min: 0 }),
      panel.timeseries({ title: 'Orphan queues', show: orphanQueues, min: 0, decimals: 0 }),
      panel.timeseries({
        title: 'Orphan queues, growth in 3 h',
        show: orphanQueueGrowth,
        decimals: 0,
        fixedRange: 'Growth over three hours is what the alert is about.',
      }),
      panel.timeseries({
        title: 'Queue creation errors, 15 m',
        show: queueCreateErrors,
        min: 0,
        decimals: 0,
        fixedRange: eventWindow,
      }),
    ]),
    row('Graph', [
      panel.timeseries({
        title: 'Compute nodes and queues',
        show: [computeNodes, queues],
        width: 24,
        min: 0,
      }),
    ]),
  ],
});
