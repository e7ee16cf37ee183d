import { dashboard, labelValues, panel, row, variable } from 'dashwright';
import { metrics } from '../metrics.js';
import * as signals from '../signals.js';
import { annotations, links, tags } from './common.js';

const flags = metrics.seamless_conformance_flag_total;
const alertWindow = "Shows the alert's own 15 minutes, at any zoom.";

export const conformanceQuality = dashboard({
  uid: 'seamless-conformance-quality',
  title: 'Conformance Quality',
  description: 'What the conformance pipeline finds in the data, and how complete and fresh the data is.',
  tags,
  links,
  annotations,
  variables: [
    variable.query({
      name: 'world',
      label: 'World',
      query: labelValues(flags, 'world_id'),
      filters: 'world_id',
      multi: true,
      includeAll: true,
    }),
    variable.query({
      name: 'node',
      label: 'Node',
      query: labelValues(flags, 'node_id'),
      filters: 'node_id',
      multi: true,
      includeAll: true,
    }),
  ],
  rows: [
    row('Flags', [
      panel.stat({
        title: 'Flags in 15 m',
        show: signals.flagsIn15m,
        width: 6,
        height: 8,
        decimals: 0,
        noValue: '0',
        fixedRange: alertWindow,
      }),
      panel.timeseries({
        title: 'Flags in 15 m',
        show: signals.flagsIn15m,
        width: 18,
        min: 0,
        decimals: 0,
        fixedRange: alertWindow,
      }),
      panel.timeseries({
        title: 'Flags in 15 m by node',
        show: signals.flagsByNode,
        min: 0,
        decimals: 0,
        stack: 'normal',
        fixedRange: alertWindow,
      }),
      panel.table({
        title: 'Flags in 1 h by type',
        show: signals.flagsByType,
        decimals: 0,
        fixedRange: 'The title promises an hour.',
        transformations: [
          {
            id: 'organize',
            options: {
              excludeByName: { Time: true },
              indexByName: { flag_type: 0, Value: 1 },
              renameByName: { flag_type: 'Type', Value: 'Flags' },
            },
          },
          { id: 'sortBy', options: { fields: {}, sort: [{ field: 'Flags', desc: true }] } },
        ],
      }),
    ]),
    row('Data', [
      panel.timeseries({ title: 'Coverage', show: signals.coverage }),
      panel.timeseries({ title: 'Live staleness', show: signals.liveStaleness, min: 0 }),
    ]),
  ],
});
