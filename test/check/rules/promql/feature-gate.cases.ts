import { cases } from '../../support.js';

export default cases('promql/feature-gate', {
  trips: {
    'an experimental function': {
      given: { panels: ['max(mad_over_time(lag_seconds[5m]))'] },
      at: 'mad_over_time(lag_seconds[5m])',
      says: 'promql-experimental-functions',
    },
    'an experimental aggregation': { given: { panels: ['limitk(5, lag_seconds)'] } },
    'a calculated duration': {
      given: { panels: ['rate(requests_total[5m * 2])'] },
      says: 'promql-duration-expr',
    },
    'a function that is younger than the target': {
      given: { panels: ['histogram_avg(rate(size_bytes[5m]))'] },
      options: { prometheusVersion: '2.45' },
      at: 'histogram_avg',
      says: '2.51',
    },
  },
  silent: {
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
