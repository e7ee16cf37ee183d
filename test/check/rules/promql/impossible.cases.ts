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
    'no series to select': { given: { panels: ['topk(0, lag_seconds)'] }, at: '0' },
    'more than all series': {
      given: { panels: ['limit_ratio(2, lag_seconds)'] },
      options: { features: ['promql-experimental-functions'] },
      expects: 'from -1 to 1',
    },
    'limits in the wrong order': {
      given: { panels: ['clamp(lag_seconds, 5, 1)'] },
      says: 'the minimum 5 is above the maximum 1',
    },
    'bounds of a fraction in the wrong order': {
      given: { panels: ['histogram_fraction(0.5, 0, sum by (le) (rate(took_seconds_bucket[5m])))'] },
    },
    'a multiple of zero': { given: { panels: ['round(lag_seconds, 0)'] } },
    'sorting by a label that was aggregated away': {
      given: { panels: ['sort_by_label(max(lag_seconds), "topic")'] },
      options: { features: ['promql-experimental-functions'] },
    },
    'an unless of the same series': {
      given: { alerts: { A: 'lag_seconds unless lag_seconds' } },
      says: 'removes everything',
    },
    'an unless of what is compared on the left': {
      given: {
        alerts: { A: '(sum by (topic) (lag_seconds) > 5) unless on (topic) sum by(topic)(lag_seconds)' },
      },
      says: 'removes everything',
    },
    'a matcher that nothing passes': {
      given: { panels: ['lag_seconds{topic!~".*"}'] },
      says: 'topic!~".*" matches no series',
    },
  },
  silent: {
    'an unless with a condition, or of other series': {
      given: {
        alerts: {
          A: 'lag_seconds unless lag_seconds > 5',
          B: 'lag_seconds > 5 unless lag_seconds offset 1h',
        },
      },
    },
    'numbers that have a result, and variables': {
      given: {
        panels: [
          'topk(1, lag_seconds) or clamp(lag_seconds, 1, 1) or round(lag_seconds, -5)',
          'histogram_fraction(-Inf, 0.5, sum by (le) (rate(took_seconds_bucket[5m])))',
          'topk($n, clamp(lag_seconds, 5, $n))',
        ],
        variables: [{ type: 'custom', name: 'n', values: ['0', '1'] }],
      },
    },
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
