import { cases } from '../../support.js';

export default cases('promql/nan-in-aggregate', {
  trips: {
    'an average of ratios': {
      given: { panels: ['avg(rate(failures_total[5m]) / rate(gc_seconds_count[5m]))'] },
      at: 'rate(failures_total[5m]) / rate(gc_seconds_count[5m])',
    },
    'a sum over time of a ratio': {
      given: {
        records: [
          ['a:b:c', 'sum_over_time((sum(rate(failures_total[5m])) / sum(rate(requests_total[5m])))[1h:1m])'],
        ],
      },
    },
    'a recorded ratio': {
      given: {
        records: [
          ['job:errors:ratio', 'sum(rate(failures_total[5m])) / sum(rate(requests_total[5m]))'],
          ['job:errors:ratio1h', 'avg_over_time(job:errors:ratio[1h])'],
        ],
      },
      says: 'job:errors:ratio is recorded from a division',
    },
    'an average of quantiles': {
      given: {
        panels: [
          'avg_over_time(histogram_quantile(0.9, sum by (le) (rate(took_seconds_bucket[5m])))[1h:1m])',
        ],
      },
      says: 'without observations',
    },
    'a percentage': {
      given: { panels: ['sum(100 * (rate(failures_total[5m]) / rate(gc_seconds_count[5m])))'] },
    },
  },
  silent: {
    'a denominator above zero': {
      given: { panels: ['avg(rate(failures_total[5m]) / (rate(gc_seconds_count[5m]) > 0))'] },
    },
    'a number': { given: { panels: ['avg(lag_seconds / 60)'] } },
    'a clamped denominator': { given: { panels: ['avg(lag_seconds / clamp_min(lag_limit_seconds, 1))'] } },
    'a ratio of sums': {
      given: { panels: ['sum(rate(failures_total[5m])) / sum(rate(requests_total[5m]))'] },
    },
    'the largest ratio: NaN is passed over': {
      given: { panels: ['max(rate(failures_total[5m]) / rate(gc_seconds_count[5m]))'] },
    },
    'ratios above a bound': {
      given: { panels: ['sum(rate(failures_total[5m]) / rate(gc_seconds_count[5m]) > 0.1)'] },
    },
    'quantiles that are filtered': {
      given: {
        panels: [
          'avg_over_time((histogram_quantile(0.9, sum by (le) (rate(took_seconds_bucket[5m]))) >= 0)[1h:1m])',
        ],
      },
    },
  },
});
