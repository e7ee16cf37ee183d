import { cases } from '../../support.js';

export default cases('promql/scalar-of-several', {
  trips: {
    'a label with several values': {
      given: { alerts: { A: 'max(lag_seconds) > scalar(lag_limit_seconds)' } },
      at: 'scalar(lag_limit_seconds)',
      says: 'with several values of topic it is NaN',
    },
    'an aggregation that keeps it': {
      given: { panels: ['lag_seconds > scalar(max by (topic) (lag_limit_seconds))'] },
    },
  },
  silent: {
    'an aggregation to one': { given: { panels: ['lag_seconds > scalar(max(lag_limit_seconds))'] } },
    'a matcher for one': { given: { panels: ['lag_seconds > scalar(lag_limit_seconds{topic="orders"})'] } },
    'one chosen by its value': { given: { panels: ['lag_seconds > scalar(topk(1, lag_limit_seconds))'] } },
    'a metric without labels of its own': { given: { panels: ['lag_seconds > scalar(fill_ratio)'] } },
  },
});
