import { cases } from '../../support.js';

const ratio = 'sum(rate(failures_total[5m])) / sum(rate(requests_total[5m])) > 0.1';

export default cases('alert/flapping', {
  trips: {
    'the largest five': { given: { alerts: { A: 'topk(5, lag_seconds) > 10' } }, at: 'topk(5, lag_seconds)' },
    'a ratio at once': { given: { alerts: { A: { expr: ratio, for: '0m' } } }, at: ratio },
    'two samples': {
      given: { alerts: { A: 'sum(irate(requests_total[5m])) > 5' } },
      at: 'irate(requests_total[5m])',
      says: 'the last two samples',
    },
    'a percentage at once': {
      given: {
        alerts: {
          A: {
            expr: '100 * (sum(rate(failures_total[5m])) / (sum(rate(requests_total[5m])) > 0)) > 10',
            for: '0m',
          },
        },
      },
    },
  },
  silent: {
    'a sample of the series that labels decide': {
      given: { alerts: { A: 'limit_ratio(0.1, lag_seconds) > 5' } },
      options: { features: ['promql-experimental-functions'] },
    },
    'a ratio with for': { given: { alerts: { A: ratio } } },
    'a ratio that goes on firing': {
      given: { alerts: { A: { expr: ratio, for: '0m', keepFiringFor: '10m' } } },
    },
    'two windows': {
      given: {
        alerts: {
          A: {
            expr: `${ratio} and sum(rate(failures_total[1h])) / sum(rate(requests_total[1h])) > 0.1`,
            for: '0m',
          },
        },
      },
    },
    'one of several equal series, to match with': {
      given: {
        alerts: {
          A: 'lag_seconds * on (job) group_left () topk by (job) (1, fill_ratio) > 5',
          B: 'sum by (topic) (topk by (topic, job) (1, lag_seconds)) > 5',
        },
      },
    },
    'two samples, of many times': {
      given: { alerts: { A: 'max_over_time(irate(requests_total[2m])[10m:1m]) > 5' } },
    },
    'two samples on a panel': { given: { panels: ['sum(irate(requests_total[5m]))'] } },
    'a plain gauge at once': { given: { alerts: { A: { expr: 'lag_seconds > 5', for: '0m' } } } },
    'the largest five on a panel': { given: { panels: ['topk(5, lag_seconds)'] } },
  },
});
