import { dashboard, panel, row } from 'dashwright';
import * as signals from '../signals.js';
import { annotations, links, tags } from './common.js';

export const slaOverview = dashboard({
  uid: 'seamless-sla-overview',
  title: 'Seamless SLA Overview',
  description: 'Whether requests for data meet their deadline of 240 s, and where they wait.',
  tags,
  links,
  annotations,
  rows: [
    row('Now', [
      panel.stat({ title: 'p99, whole request', show: signals.slaP99, width: 6, noValue: 'no requests' }),
      panel.stat({ title: 'p95, whole request', show: signals.slaP95, width: 6, noValue: 'no requests' }),
      panel.gauge({
        title: 'Remaining error budget, 7 d',
        show: signals.errorBudget,
        width: 6,
        min: 0,
        max: 1,
        noValue: 'no requests',
        thresholds: [
          { from: null, color: 'red' },
          { from: 0.1, color: 'orange' },
          { from: 0.5, color: 'green' },
        ],
        fixedRange: 'A budget belongs to its period, whatever range the page shows.',
      }),
      panel.stat({ title: 'Requests', show: signals.requestRate, width: 6, noValue: 'no requests' }),
    ]),
    row('Deadline', [
      panel.timeseries({ title: 'p99 of the whole request', show: signals.slaP99, min: 0 }),
      panel.timeseries({ title: 'p99 by phase', show: signals.slaP99ByPhase, min: 0 }),
      panel.timeseries({ title: 'p95 by phase', show: signals.slaP95ByPhase, min: 0 }),
      panel.heatmap({ title: 'Request times', show: signals.waitTimes }),
    ]),
    row('Error budget', [
      panel.timeseries({
        title: 'Requests and late requests',
        description:
          'Requests per second, and those that missed the deadline of 240 s. Up to 1 in 100 may miss it; above that, the ' +
          'error budget burns, and p99 by phase shows where they wait.',
        show: [signals.requestRate, signals.lateRequestRate],
        min: 0,
      }),
      panel.timeseries({
        title: 'Remaining error budget, 7 d',
        show: signals.errorBudget,
        max: 1,
        fixedRange: 'A budget belongs to its period, whatever range the page shows.',
      }),
    ]),
  ],
});
