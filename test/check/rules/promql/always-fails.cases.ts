import { cases } from '../../support.js';

const experimental = { features: ['promql-experimental-functions'] } as const;

export default cases('promql/always-fails', {
  trips: {
    'a smoothed range under a function that does not take one': {
      given: { alerts: { A: 'sum_over_time(lag_seconds[5m] smoothed) > 1' } },
      says: 'sum_over_time() does not accept a range that is smoothed',
      expects: 'delta, increase and rate',
    },
    'an anchored one': { given: { panels: ['irate(requests_total[5m] anchored)'] }, expects: 'resets' },
    'resets are those of the samples, and not of what is between them': {
      given: { panels: ['resets(requests_total[5m] smoothed)'] },
    },
    'a pattern with an open group': {
      given: { records: [['a:b', 'label_replace(lag_seconds, "x", "$0", "topic", "(.*")']] },
      at: '"(.*"',
      says: 'unterminated group',
    },
    'a pattern that looks ahead': {
      given: { panels: ['label_replace(lag_seconds, "x", "$0", "topic", "(?!a).*")'] },
      says: 'RE2 has no look-around',
    },
    'a pattern that refers back': {
      given: { panels: ['label_replace(lag_seconds, "x", "$0", "topic", "(a)\\\\1")'] },
      says: 'RE2 has no references back',
    },
    'no label to write': {
      given: { panels: ['label_replace(lag_seconds, "", "$1", "topic", "(.*)")'] },
      at: '""',
    },
    'no label to read': { given: { panels: ['label_join(lag_seconds, "x", "-", "")'] } },
    'no label for the value': { given: { panels: ['count_values("", lag_seconds)'] } },
    'a factor of one': {
      given: { panels: ['double_exponential_smoothing(lag_seconds[5m], 0.5, 1)'] },
      options: experimental,
      at: '1',
      expects: 'above 0 and below 1',
    },
    'a factor of zero': {
      given: { panels: ['double_exponential_smoothing(lag_seconds[5m], 0, 0.5)'] },
      options: experimental,
    },
    'several metrics of the same labels': {
      given: { panels: ['max_over_time({__name__=~"lag_.*_seconds|lag_seconds"}[5m])'] },
      level: 'warning',
      says: 'series of lag_seconds and lag_limit_seconds with the same labels',
    },
    'no number of series': { given: { panels: ['topk(NaN, lag_seconds)'] }, at: 'NaN' },
  },
  silent: {
    'several metrics that stay apart': {
      given: {
        panels: [
          'rate({__name__=~"requests_total|failures_total"}[5m])',
          'last_over_time({__name__=~"lag_.*"}[5m])',
          'sum by (__name__) ({__name__=~"lag_.*"})',
        ],
      },
    },
    'ranges with a modifier under functions that take one': {
      given: {
        panels: [
          'changes(lag_seconds[5m] anchored) + resets(requests_total[5m] anchored)',
          'rate(requests_total[5m] smoothed) + increase(requests_total[5m] anchored) + delta(lag_seconds[5m] smoothed)',
          'lag_seconds smoothed',
        ],
      },
    },
    'patterns that only RE2 reads, or that look like what it lacks': {
      given: {
        panels: [
          'label_replace(lag_seconds, "x", "$a", "topic", "(?P<a>.*)-(?i:PROD)")',
          'label_replace(lag_seconds, "x", "y", "topic", "[(?!]\\\\Q(?=\\\\E\\\\pN.*")',
          'label_replace(lag_seconds, "topic", "all", "", "")',
        ],
      },
    },
    'names that are quoted in braces': {
      given: { panels: ['label_replace(lag_seconds, "x.y", "z", "", "")'] },
    },
    'factors and numbers that are variables': {
      given: {
        panels: ['topk($n, double_exponential_smoothing(lag_seconds[5m], $n, 0.5))'],
        variables: [{ type: 'custom', name: 'n', values: ['0.1', '1'] }],
      },
      options: experimental,
    },
  },
});
