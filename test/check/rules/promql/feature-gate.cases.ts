import { cases } from '../../support.js';

export default cases('promql/feature-gate', {
  trips: {
    'a label that is made under a name that needs quotes': {
      given: { bundle: { prometheus: '2.53' }, panels: ['label_replace(lag_seconds, "a.b", "c", "", "")'] },
      at: '"a.b"',
      says: 'a name in quotes',
    },
    'the same of count_values': {
      given: { bundle: { prometheus: '2.53' }, panels: ['count_values("a.b", lag_seconds)'] },
    },
    'an experimental function': {
      given: { panels: ['max(mad_over_time(lag_seconds[5m]))'] },
      at: 'mad_over_time',
      says: 'promql-experimental-functions',
    },
    'an experimental aggregation': { given: { panels: ['limitk(5, lag_seconds)'] } },
    'a calculated duration, where the flag still does something': {
      given: { panels: ['rate(requests_total[5m + 1m])'] },
      options: { prometheusVersion: '3.13' },
      at: 'requests_total[5m + 1m]',
      says: 'promql-duration-expr before 3.14, and the target is 3.13',
      expects: "prometheus: '3.14'",
    },
    'a calculated duration in a bundle for what cannot read it': {
      given: { bundle: { prometheus: '3.3' }, panels: ['rate(requests_total[5m + 1m])'] },
      options: { features: ['promql-duration-expr'] },
      says: 'a calculated duration requires Prometheus 3.4, but the target is 3.3',
    },
    'a calculated offset': {
      given: { bundle: { prometheus: '3.5' }, panels: ['lag_seconds offset (5m * 2)'] },
      says: 'promql-duration-expr',
    },
    'the step in a duration': {
      given: { bundle: { prometheus: '3.5' }, panels: ['rate(requests_total[step() * 4])'] },
      options: { features: ['promql-duration-expr'] },
      says: 'step() in a duration requires Prometheus 3.6',
    },
    'extended ranges before they were stable': {
      given: { bundle: { prometheus: '3.15' }, panels: ['rate(requests_total[5m] anchored)'] },
      says: 'anchored needs a Prometheus with --enable-feature=promql-extended-range-selectors before 3.16',
      expects: "prometheus: '3.16'",
    },
    'what the bundle says, before what is said for all': {
      given: { bundle: { prometheus: '3.5' }, panels: ['first_over_time(lag_seconds[5m])'] },
      options: { prometheusVersion: '3.14' },
      at: 'first_over_time',
      says: 'first_over_time() requires Prometheus 3.7, but the target is 3.5',
    },
    'filling in': {
      given: { panels: ['lag_seconds + fill(0) lag_limit_seconds'] },
      says: 'promql-binop-fill-modifiers',
    },
    'a name in quotes': {
      given: {
        bundle: { prometheus: '2.53' },
        panels: ['sum by ("service.name") (lag_seconds{"service.name"="a"})'],
      },
      says: 'a name in quotes requires Prometheus 2.55',
      times: 1,
      elsewhere: 1,
    },
    'a native histogram': {
      given: { bundle: { prometheus: '2.39' }, panels: ['rate(size_bytes[5m])'] },
      at: 'size_bytes',
      says: 'a native histogram requires Prometheus 2.40',
    },
    'a share of a classic histogram': {
      given: {
        bundle: { prometheus: '3.3' },
        panels: ['histogram_fraction(0, 1, rate(took_seconds_bucket[5m]))'],
      },
      says: 'of a classic histogram requires Prometheus 3.4',
    },
    'a field of a rule': {
      given: {
        bundle: { prometheus: '2.40' },
        alerts: { A: { expr: 'lag_seconds > 1', keepFiringFor: '5m' } },
      },
      says: 'keep_firing_for requires Prometheus 2.42',
      path: 'shop/alerts/A',
    },
    'a function of templates': {
      given: {
        bundle: { prometheus: '3.5' },
        alerts: {
          A: { expr: 'lag_seconds > 1', description: '{{ if true }}{{ (now | toTime).Year }}{{ end }}' },
        },
      },
      says: 'now in a template requires Prometheus 3.6, but the target is 3.5',
    },
    'fields of a group': {
      given: {
        bundle: {
          prometheus: '2.55',
          groups: { shop: { labels: { team: 'a' }, queryOffset: '1m', limit: 5 } },
        },
        alerts: { A: { expr: 'lag_seconds > 1', group: 'shop' } },
      },
      says: 'labels of a group requires Prometheus 3.0',
    },
    'one function in many places, as one finding': {
      given: { alerts: { A: 'mad_over_time(lag_seconds[5m]) > 1', B: 'mad_over_time(lag_seconds[5m]) > 2' } },
      elsewhere: ['shop/alerts/B'],
    },
    'a function that is younger than the target': {
      given: { panels: ['histogram_avg(rate(size_bytes[5m]))'] },
      options: { prometheusVersion: '2.45' },
      at: 'histogram_avg',
      says: '2.51',
    },
  },
  silent: {
    'what needs no flag any more': {
      given: {
        panels: [
          'rate(requests_total[5m + 1m])',
          'first_over_time(lag_seconds[5m])',
          'lag_seconds offset (1m + 1m)',
        ],
      },
    },
    'extended ranges where they are stable': {
      given: {
        bundle: { prometheus: '3.16' },
        panels: ['rate(requests_total[5m] anchored) + rate(requests_total[5m] smoothed)'],
      },
    },
    'the modifiers of an old Prometheus, with their flags and without': {
      given: [
        {
          name: 'a',
          bundle: { prometheus: '2.45.3' },
          panels: ['lag_seconds @ end() + lag_seconds offset -5m'],
        },
        {
          name: 'b',
          bundle: { prometheus: '2.30' },
          panels: [{ expr: 'lag_seconds @ 1609746000', title: 'B' }],
        },
      ],
      options: { features: ['promql-at-modifier'] },
    },
    'PromQL of a stock Prometheus': {
      given: { panels: ['max_over_time(lag_seconds[5m])', 'last_over_time(lag_seconds[5m])'] },
    },
    'an enabled feature': {
      given: { panels: ['limitk(5, lag_seconds)'] },
      options: { features: ['promql-experimental-functions'] },
    },
    'a function that the target has': {
      given: { panels: ['histogram_avg(rate(size_bytes[5m]))'] },
      options: { prometheusVersion: '3.1' },
    },
  },
});
