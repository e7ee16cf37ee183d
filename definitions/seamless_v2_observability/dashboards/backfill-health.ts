import { dashboard, labelValues, panel, row, variable } from 'dashwright';
import { metrics } from '../metrics.js';
import * as signals from '../signals.js';
import { annotations, links, tags } from './common.js';

export const backfillHealth = dashboard({
  uid: 'seamless-backfill-health',
  title: 'Backfill Coordinator Health',
  description: 'Which leases are active, how far they are, and what the coordinator did last.',
  tags,
  links,
  annotations,
  variables: [
    variable.query({
      name: 'node',
      label: 'Node',
      query: labelValues(metrics.backfill_last_timestamp, 'node_id'),
      filters: 'node_id',
      multi: true,
      includeAll: true,
    }),
  ],
  rows: [
    row('Now', [
      panel.stat({ title: 'Active leases', show: signals.activeLeases, width: 4, height: 8, noValue: '0' }),
      panel.stat({ title: 'Backfill jobs', show: signals.backfillJobs, width: 4, height: 8, noValue: '0' }),
      panel.barGauge({
        title: 'Completion by lease',
        show: signals.leaseCompletion,
        width: 16,
        height: 8,
        noValue: 'no leases',
        // Every lease is below half for a while; only one without progress is a problem.
        thresholds: [{ from: null, color: 'blue' }],
      }),
    ]),
    row('Leases', [
      panel.timeseries({ title: 'Completion over time', show: signals.leaseCompletion }),
      panel.timeseries({
        title: 'Progress in 10 m by lease',
        show: signals.leaseProgress,
        fixedRange: 'A lease is stuck when nothing moved for 10 minutes, at any zoom.',
      }),
      panel.timeseries({ title: 'Active leases', show: signals.activeLeases, min: 0, decimals: 0 }),
      panel.timeseries({ title: 'Backfill jobs', show: signals.backfillJobs, min: 0, decimals: 0 }),
    ]),
    row('Coordinator', [
      panel.table({
        title: 'Ten most recent updates',
        show: signals.coordinatorUpdates,
        width: 24,
        transformations: [
          {
            id: 'organize',
            options: {
              excludeByName: { Time: true },
              indexByName: { node_id: 0, interval: 1, Value: 2 },
              renameByName: { node_id: 'Node', interval: 'Interval', Value: 'Backfilled up to' },
            },
          },
          { id: 'sortBy', options: { fields: {}, sort: [{ field: 'Backfilled up to', desc: true }] } },
        ],
      }),
    ]),
  ],
});
