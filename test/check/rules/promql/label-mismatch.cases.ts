import { cases } from '../../support.js';

export default cases('promql/label-mismatch', {
  trips: {
    'a label on one side only': {
      given: { alerts: { A: 'lag_seconds / fill_ratio > 1' } },
      at: 'lag_seconds / fill_ratio',
      says: 'topic',
    },
    'aggregations by different labels': {
      given: {
        panels: ['sum by (path) (rate(requests_total[5m])) / sum by (status) (rate(requests_total[5m]))'],
      },
    },
    'values that differ': {
      given: { panels: ['rate(requests_total{status="500"}[5m]) / rate(requests_total{status="200"}[5m])'] },
      says: 'status="500"',
    },
    'on a label that one side has lost': {
      given: { panels: ['lag_seconds > on (topic) max by (job) (lag_limit_seconds)'] },
    },
    'an `and` that is always empty': {
      given: { alerts: { A: 'lag_seconds > 5 and max(lag_limit_seconds) > 1' } },
    },
    'many to one without group_left': {
      given: {
        panels: [
          'sum by (path, status) (rate(requests_total[5m])) / on (path) sum by (path) (rate(requests_total[5m]))',
        ],
      },
      says: 'differ in status',
    },
    'group_left the wrong way round': {
      given: {
        panels: [
          'sum by (path) (rate(requests_total[5m])) / on (path) group_left () sum by (path, status) (rate(requests_total[5m]))',
        ],
      },
      says: 'several series on the right',
    },
    'a recorded series that lost the label': {
      given: {
        records: [['job:limit:max', 'max by (job) (lag_limit_seconds)']],
        alerts: { A: 'lag_seconds > job:limit:max' },
      },
    },
  },
  silent: {
    'the same labels': { given: { alerts: { A: 'lag_seconds > lag_limit_seconds' } } },
    'on what both have': {
      given: { alerts: { A: 'lag_seconds > on (job, instance) group_left () fill_ratio' } },
    },
    'ignoring what one has': {
      given: {
        panels: [
          'sum by (path, status) (rate(requests_total[5m])) / ignoring (status) group_left () sum by (path) (rate(requests_total[5m]))',
        ],
      },
    },
    'narrowed to one value': {
      given: {
        panels: [
          'sum by (path, status) (rate(requests_total{status="500"}[5m])) / on (path) sum by (path) (rate(requests_total[5m]))',
        ],
      },
    },
    'different values that are ignored': {
      given: {
        panels: [
          'rate(requests_total{status="500"}[5m]) / ignoring (status) rate(requests_total{status="200"}[5m])',
        ],
      },
    },
    'a comparison that may leave one series': {
      given: {
        panels: ['max by (path, status) (requests_total) == on (path) max by (path) (requests_total)'],
      },
    },
    'an unknown metric': { given: { alerts: { A: 'lag_seconds / unheard_of > 1' } } },
    'a scalar': { given: { alerts: { A: 'lag_seconds > scalar(max(lag_limit_seconds))' } } },
    'or, which needs no match': { given: { alerts: { A: 'lag_seconds > 5 or fill_ratio > 0.5' } } },
    'no labels on either side': {
      given: { panels: ['sum(rate(failures_total[5m])) / sum(rate(requests_total[5m]))'] },
    },
    'any match at all': { given: { alerts: { A: 'lag_seconds > 5 and on () max(lag_limit_seconds) > 1' } } },
    'variables among the labels': { given: { panels: ['lag_seconds / on ($by) fill_ratio'] } },
  },
});
