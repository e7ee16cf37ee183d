import { cases } from '../../support.js';

export default cases('promql/impossible', {
  trips: {
    'a label that was aggregated away': {
      given: { panels: ['sum by (path) (sum by (status) (rate(requests_total[5m])))'] },
      at: 'path',
      says: 'path does not exist here',
    },
    'matching on it': {
      given: { panels: ['max(lag_seconds) > on (topic) max(lag_limit_seconds)'] },
      at: 'topic',
    },
    'bringing it over': {
      given: { panels: ['lag_seconds * on (job) group_left (instance) max by (job) (lag_limit_seconds)'] },
      at: 'instance',
    },
    'replacing from it': {
      given: { panels: ['label_replace(max by (job) (lag_seconds), "x", "$1", "topic", "(.*)")'] },
      at: 'topic',
    },
    'an unless that removes nothing': {
      given: { alerts: { A: 'lag_seconds > 5 unless max(lag_limit_seconds) > 1' } },
      says: 'removes nothing',
    },
    'two values of one label': { given: { panels: ['lag_seconds{topic="orders",topic="fills"}'] } },
    'what will be in an hour': {
      given: { alerts: { A: 'sum(rate(requests_total[5m] offset -1h)) > 5' } },
      at: 'requests_total',
      says: '1h from now',
    },
    'the future of a subquery': {
      given: { records: [['all:lag:max', 'max_over_time(max(lag_seconds)[10m:1m] offset -5m)']] },
    },
    'a filter that lets nothing through': {
      given: { panels: ['sum(rate(requests_total[5m])) < 0'] },
      says: 'only rises',
    },
  },
  silent: {
    'labels that are kept': {
      given: { panels: ['sum by (path) (sum by (path, status) (rate(requests_total[5m])))'] },
    },
    'removing what is gone': {
      given: { panels: ['sum without (topic) (max by (job, instance) (lag_seconds))'] },
    },
    'an unless on common labels': {
      given: { alerts: { A: 'lag_seconds > 5 unless on (topic) max by (topic) (lag_limit_seconds) > 1' } },
    },
    'a label that the metric never had': { given: { panels: ['sum by (nonsense) (lag_seconds)'] } },
    'the future on a panel, which a time range in the past has': {
      given: { panels: ['lag_seconds offset -1h'], alerts: { A: 'lag_seconds offset 1h > 5' } },
    },
    'an alert: alert/threshold-unreachable says so': {
      given: { alerts: { A: 'rate(requests_total[5m]) < 0' } },
    },
    'a filter that lets some through': { given: { panels: ['sum(rate(requests_total[5m])) > 0'] } },
  },
});
