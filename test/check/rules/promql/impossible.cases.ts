import { catalog, gauge } from 'dashwright';
import { cases } from '../../support.js';

const times = catalog({
  job_last_success_timestamp_seconds: gauge({ help: 'Last success.', unit: 'timestamp' }),
  certificate_expiry_timestamp_seconds: gauge({ help: 'Expiry.', unit: 'timestamp' }),
  lease_not_after_seconds: gauge({ help: 'End of the lease.', unit: 's' }),
});
const age = (expr: string) => ({ given: { metrics: times, alerts: { A: expr } } });

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
    'a value that a pattern excludes': {
      given: { panels: ['lag_seconds{topic=~"orders",topic!~"orders|fills"}'] },
      says: 'no series has both topic=~"orders" and topic!~"orders|fills"',
    },
    'a value that does not match the pattern': {
      given: { panels: ['lag_seconds{topic="fills",topic=~"or.*"}'] },
    },
    'values that others exclude one by one': {
      given: { panels: ['lag_seconds{topic=~"(a|b)",topic!="a",topic!="b"}'] },
      says: 'topic=~"(a|b)", topic!="a" and topic!="b"',
    },
    'patterns with other beginnings': {
      given: { panels: ['lag_seconds{topic=~"or.*|us.+",topic=~"fi.*"}'] },
    },
    'a pattern that is excluded': { given: { panels: ['lag_seconds{topic=~"or.*",topic!~"or.*|fi.*"}'] } },
    'no value that is not empty either': { given: { panels: ['lag_seconds{topic!="",topic!~".+"}'] } },
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
    'an age the other way round': {
      ...age('job_last_success_timestamp_seconds - time() > 3600'),
      says: 'job_last_success_timestamp_seconds lies in the past, so the difference is negative and never > 3600',
      expects: 'the age: time() - job_last_success_timestamp_seconds',
    },
    'the time that is left, the other way round': {
      ...age('time() - max(certificate_expiry_timestamp_seconds) < 86400 * 7'),
      says: 'lies in the future, so the difference is negative and always < 604800',
      expects: 'certificate_expiry_timestamp_seconds - time()',
    },
    'the same for one that is declared in seconds': age('time() - lease_not_after_seconds < 600'),
  },
  silent: {
    'ages and times that are left': {
      given: {
        metrics: times,
        alerts: {
          A: 'time() - job_last_success_timestamp_seconds > 3600',
          B: 'certificate_expiry_timestamp_seconds - time() < 86400',
          C: 'time() - certificate_expiry_timestamp_seconds > 0',
          D: 'time() - certificate_expiry_timestamp_seconds > -86400',
          E: 'job_last_success_timestamp_seconds - time() < -3600',
          F: 'lease_not_after_seconds - time() < 600',
        },
      },
    },
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
    'matchers that some value passes': {
      given: {
        panels: [
          'lag_seconds{topic=~"orders|fills",topic!="fills"}',
          'lag_seconds{topic=~"or.*",topic=~"ord?e?.+"}',
          'lag_seconds{topic=~"ab*c",topic=~"ac.*"} or lag_seconds{topic=~"a{0}.*",topic=~"b.*"}',
          'lag_seconds{topic=~"(?i)ORD.*",topic=~"ord.*"} or lag_seconds{topic!~"orders",topic!="fills"}',
          'lag_seconds{topic=~"a|b.*",topic=~"bc.*|d"} or lag_seconds{topic=~".+",topic!~"orders"}',
          'lag_seconds{topic=~"",topic!="orders"} or lag_seconds{topic=~"[ab].*",topic=~"b.*"}',
          'lag_seconds{topic="$topic",topic=~"or.*"}',
        ],
        variables: [{ type: 'custom', name: 'topic', values: ['orders', 'fills'] }],
      },
    },
    'an alert: alert/threshold-unreachable says so': {
      given: { alerts: { A: 'rate(requests_total[5m]) < 0' } },
    },
    'a filter that lets some through': { given: { panels: ['sum(rate(requests_total[5m])) > 0'] } },
  },
});
