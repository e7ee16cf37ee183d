import { cases } from '../../support.js';

export default cases('promql/rate-range-too-short', {
  trips: {
    'a window of less than two scrapes': {
      given: { alerts: { A: 'rate(requests_total[30s]) > 1' } },
      at: 'requests_total[30s]',
    },
    'a window of less than four scrapes': {
      given: { alerts: { A: 'rate(requests_total[1m]) > 1' } },
      level: 'warning',
    },
    'the same window at slower scrapes': {
      given: { alerts: { A: 'rate(requests_total[5m]) > 1' } },
      options: { scrapeInterval: '5m' },
    },
    'a recorded series with one sample in the window': {
      given: {
        records: [['job:lag:max', 'max by (job) (lag_seconds)', { group: 'slow' }]],
        alerts: { A: 'deriv(job:lag:max[5m]) > 1' },
        bundle: { groups: { slow: { interval: '5m' } } },
      },
      says: 'the group slow records it every 5m',
      expects: 'at least 10m',
    },
    'a difference of two samples': { given: { alerts: { A: 'idelta(lag_seconds[30s]) > 1' } } },
  },
  silent: {
    'four scrapes': { given: { alerts: { A: 'rate(requests_total[2m]) > 1' } } },
    'two scrapes where two are enough': { given: { alerts: { A: 'irate(requests_total[1m]) > 1' } } },
    'quicker scrapes': {
      given: { alerts: { A: 'rate(requests_total[1m]) > 1' } },
      options: { scrapeInterval: '15s' },
    },
    'windows that follow the time range': {
      given: { panels: ['rate(requests_total[$__rate_interval]) + rate(requests_total[${w}s])'] },
    },
    'functions that one sample is enough for': {
      given: { alerts: { A: 'max_over_time(lag_seconds[30s]) > 1' } },
    },
  },
});
