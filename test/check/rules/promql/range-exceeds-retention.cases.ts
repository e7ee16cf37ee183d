import { cases } from '../../support.js';

export default cases('promql/range-exceeds-retention', {
  trips: {
    'a window of 30 days': {
      given: { alerts: { A: 'increase(failures_total[30d]) > 1' } },
      at: 'failures_total[30d]',
    },
    'an offset': { given: { panels: ['lag_seconds - lag_seconds offset 4w'] }, says: '28d' },
    'a subquery over a window': {
      given: { panels: ['max_over_time(sum(rate(failures_total[1d]))[15d:1h])'] },
      says: 'covers the last 16d',
    },
  },
  silent: {
    'a window of 15 days': { given: { alerts: { A: 'increase(failures_total[15d]) > 1' } } },
    'a longer retention': {
      given: { alerts: { A: 'increase(failures_total[30d]) > 1' } },
      options: { retention: '45d' },
    },
    'the time range': { given: { panels: ['increase(failures_total[$__range])'] } },
  },
});
