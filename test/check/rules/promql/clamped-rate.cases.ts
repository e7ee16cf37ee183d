import { cases } from '../../support.js';

export default cases('promql/clamped-rate', {
  trips: {
    'a share of requests': {
      given: {
        alerts: { A: '100 * rate(failures_total[5m]) / clamp_min(rate(requests_total[5m]), 1) > 10' },
      },
      at: 'clamp_min(rate(requests_total[5m]), 1)',
      says: 'below 1 per second',
      expects: 'ratio()',
    },
    'the same of sums': {
      given: {
        panels: [
          'sum(rate(failures_total[5m])) / clamp_min(sum(rate(requests_total[5m])) + sum(rate(failures_total[5m])), 1)',
        ],
      },
    },
  },
  silent: {
    'increases, of which 1 is one event': {
      given: { panels: ['increase(failures_total[5m]) / clamp_min(increase(requests_total[5m]), 1)'] },
    },
    'a minimum that is hardly anything': {
      given: { panels: ['rate(failures_total[5m]) / clamp_min(rate(requests_total[5m]), 0.0001)'] },
    },
    gauges: { given: { panels: ['lag_seconds / clamp_min(lag_limit_seconds, 1)'] } },
    'a rate by itself': { given: { panels: ['clamp_min(rate(requests_total[5m]), 1)'] } },
  },
});
