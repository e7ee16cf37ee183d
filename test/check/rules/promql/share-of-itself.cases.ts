import { cases } from '../../support.js';

const quotient = (part: string, whole: string) => ({ given: { panels: [`${part} / ${whole}`] } });

export default cases('promql/share-of-itself', {
  trips: {
    'a share by the label that selects the part': {
      ...quotient('rate(requests_total{status="500"}[5m])', 'rate(requests_total[5m])'),
      says: 'both sides are matched by status',
    },
    'the same after sum by that label': quotient(
      'sum by (path, status) (rate(requests_total{status=~"5.."}[5m]))',
      'sum by (status, path) (rate(requests_total[5m]))',
    ),
    'the same with on': quotient(
      'rate(requests_total{status="500"}[5m])',
      'on (path, status, job, instance) rate(requests_total[5m])',
    ),
    'the same on both sides': {
      ...quotient('sum(rate(requests_total[5m]))', 'sum(rate(requests_total[5m]))'),
      says: 'both sides are the same series',
    },
    'a guard against zero': quotient(
      'sum by (status) (rate(requests_total{status="500"}[5m]))',
      '(sum by (status) (rate(requests_total[5m])) > 0)',
    ),
    'a gauge divided by itself': {
      ...quotient('lag_seconds', '(lag_seconds)'),
      says: 'the quotient is always 1',
    },
    'a part of gauges divided by all of them, label by label': {
      ...quotient('lag_seconds{topic="orders"}', 'lag_seconds'),
      says: 'both sides are matched by topic: each series is divided by itself, and the quotient is always 1',
      expects: 'sum without (topic)',
    },
    'a percentage of all, written from the left': {
      given: { alerts: { A: '100 / lag_seconds * lag_seconds{topic=~"orders|fills"} < 20' } },
      at: '100 / lag_seconds * lag_seconds{topic=~"orders|fills"}',
      says: 'the result is always the same',
    },
    'a product in between': {
      given: { panels: ['avg_over_time(lag_seconds[5m]) * 100 / avg_over_time(lag_seconds[5m])'] },
    },
  },
  silent: {
    'gauges of other series, times and ranges': {
      given: {
        panels: [
          'lag_seconds / lag_limit_seconds',
          'lag_seconds / lag_seconds offset 1d',
          'avg_over_time(lag_seconds[5m]) / avg_over_time(lag_seconds[1h])',
          'lag_seconds{topic="orders"} / ignoring (topic) lag_seconds{topic="fills"}',
          'lag_seconds{topic="orders"} * 100 / ignoring (topic) sum without (topic) (lag_seconds)',
          'lag_seconds / on (job) group_left () max by (job) (lag_seconds)',
          'lag_seconds / lag_limit_seconds * lag_seconds',
          'lag_seconds > 5 or lag_seconds / lag_seconds',
        ],
      },
    },
    'a share of all': quotient(
      'sum(rate(requests_total{status="500"}[5m]))',
      'sum(rate(requests_total[5m]))',
    ),
    'a share by another label': quotient(
      'sum by (path) (rate(requests_total{status="500"}[5m]))',
      'sum by (path) (rate(requests_total[5m]))',
    ),
    'a match without the label': quotient(
      'rate(requests_total{status="500"}[5m])',
      'ignoring (status) sum without (status) (rate(requests_total[5m]))',
    ),
    'each status of all': quotient(
      'sum by (path, status) (rate(requests_total[5m]))',
      'on (path) group_left () sum by (path) (rate(requests_total[5m]))',
    ),
    'the same series at another time': quotient(
      'rate(requests_total[5m])',
      'rate(requests_total[5m] offset 1d)',
    ),
    'another window': quotient('rate(requests_total{status="500"}[5m])', 'rate(requests_total[1h])'),
    'another metric': quotient('sum(rate(failures_total[5m]))', 'sum(rate(requests_total[5m]))'),
    'what a variable decides': {
      given: {
        panels: [
          'sum by (path) (rate(requests_total{path=~"$path"}[5m])) / sum by (path) (rate(requests_total[5m]))',
          'lag_seconds{topic="$path"} / lag_seconds',
        ],
        variables: [{ type: 'custom', name: 'path', values: ['/a'], multi: true }],
      },
    },
  },
});
