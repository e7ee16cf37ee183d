import { cases } from '../../support.js';

export default cases('dash/rate-interval', {
  trips: {
    'the distance of two points': {
      given: { panels: ['sum(rate(requests_total[$__interval]))'] },
      says: 'rate() over $__interval',
      expects: '$__rate_interval',
    },
    'a fixed window on a graph': {
      given: { panels: ['sum(rate(requests_total[5m]))'] },
      at: 'requests_total[5m]',
    },
    'a fixed increase': { given: { panels: ['increase(failures_total[1h])'] } },
    'a window that is calculated': {
      given: { panels: ['rate(requests_total[5m + 1m])'] },
      says: 'window of 5m + 1m',
    },
  },
  silent: {
    'the distance of two points with a minimum': {
      given: { panels: [{ expr: 'sum(rate(requests_total[$__interval]))', interval: '5m' }] },
    },
    'an average over the distance of two points': {
      given: { panels: ['avg_over_time(lag_seconds[$__interval])'] },
    },
    'the rate interval': { given: { panels: ['sum(rate(requests_total[$__rate_interval]))'] } },
    'a variable': {
      given: {
        panels: ['rate(requests_total[$window])'],
        variables: [{ type: 'interval', name: 'window', values: ['5m', '1h'] }],
      },
    },
    'a reason': {
      given: { panels: [{ expr: 'increase(failures_total[1h])', fixedRange: 'what the alert looks at' }] },
    },
    'a single value': { given: { panels: [{ expr: 'sum(increase(requests_total[5m]))', type: 'stat' }] } },
    'a rule': { given: { alerts: { A: 'rate(requests_total[5m]) > 1' } } },
    'another function': { given: { panels: ['max_over_time(lag_seconds[1h])'] } },
  },
});
