import { catalog, gauge, histogram } from 'dashwright';
import { cases } from '../../support.js';

const experimental = { features: ['promql-experimental-functions'] } as const;
const metrics = catalog({
  took_seconds: histogram({ help: 'Time.', unit: 's', buckets: [0.1, 1], labels: { path: ['/a'] } }),
  node_info: gauge({ help: 'About a node.', labels: { node: ['n1', 'n2'] } }),
  weight: gauge({ help: 'How much it counts.' }),
  'job:took_seconds_bucket:rate5m': gauge({ help: 'Recorded elsewhere.', labels: { le: ['1'] } }),
});

export default cases('promql/histogram-misuse', {
  trips: {
    'a percentage for quantile()': {
      given: { alerts: { A: 'quantile(95, lag_seconds) > 5' } },
      suggests: '0.95',
    },
    'the same over time': { given: { alerts: { A: 'quantile_over_time(95, lag_seconds[5m]) > 5' } } },
    'what is no bucket, however it is joined': {
      given: {
        metrics,
        panels: [
          'histogram_quantile(0.9, sum by (node) (rate(took_seconds_count[5m]) * on (instance) group_left (node) node_info))',
        ],
      },
      says: 'took_seconds_count has no buckets',
    },
    'a bound above the highest bucket, of buckets that are joined': {
      given: {
        metrics,
        panels: [
          'histogram_quantile(0.9, sum by (le, node) (rate(took_seconds_bucket[5m]) * on (instance) group_left (node) node_info)) > 2',
        ],
      },
      says: 'highest finite bucket',
    },
    'le dropped': {
      given: { alerts: { A: 'histogram_quantile(0.9, sum by (path) (rate(took_seconds_bucket[5m]))) > 1' } },
      at: 'sum by (path) (rate(took_seconds_bucket[5m]))',
      says: 'removes le',
    },
    'no rate': {
      given: { alerts: { A: 'histogram_quantile(0.9, sum by (le) (took_seconds_bucket)) > 1' } },
      at: 'took_seconds_bucket',
    },
    'no buckets': {
      given: { panels: ['histogram_quantile(0.9, sum by (path) (rate(took_seconds_count[5m])))'] },
      says: 'took_seconds_count has no buckets',
    },
    'a gauge': {
      given: { panels: ['histogram_quantile(0.9, lag_seconds)'] },
      says: 'lag_seconds has no buckets',
    },
    'a percentage in place of a share': {
      given: { panels: ['histogram_quantile(95, sum by (le) (rate(took_seconds_bucket[5m])))'] },
      at: '95',
      suggests: '0.95',
    },
    'a function for native histograms': {
      given: { panels: ['histogram_avg(rate(took_seconds_bucket[5m]))'] },
      says: 'native',
    },
    'a distribution compared with a number': {
      given: { alerts: { A: 'rate(size_bytes[5m]) > 1' } },
      at: 'rate(size_bytes[5m]) > 1',
      says: 'a distribution, not a number',
    },
    'a sum of distributions compared with a number, which is a recorded one': {
      given: {
        records: [['path:size_bytes:rate5m', 'sum by (path) (rate(size_bytes[5m]))']],
        alerts: { A: '2 < path:size_bytes:rate5m' },
      },
    },
    'an average of quantiles': {
      given: { alerts: { A: 'avg(gc_seconds{quantile="0.99"}) > 1' } },
      at: 'avg(gc_seconds{quantile="0.99"})',
      says: 'avg() of quantiles is meaningless',
    },
    'a sum of quantiles on a panel': {
      given: { panels: ['sum by (job) (max_over_time(gc_seconds[5m]))'] },
      level: 'warning',
    },
    'a sum over all buckets': {
      given: { alerts: { A: 'sum by (path) (rate(took_seconds_bucket[5m])) > 5' } },
      says: 'counts it many times',
    },
    'a bound above the highest bucket, on a dashboard': {
      given: { panels: ['histogram_quantile(0.9, sum by (le) (rate(took_seconds_bucket[5m]))) > 6'] },
      says: 'ends at 5',
    },
    'several quantiles without le': {
      given: {
        panels: ['histogram_quantiles(sum by (path) (rate(took_seconds_bucket[5m])), "q", 0.5, 0.9)'],
      },
      options: experimental,
      says: 'removes le',
    },
    'a percentage among several quantiles': {
      given: { panels: ['histogram_quantiles(sum by (le) (rate(took_seconds_bucket[5m])), "q", 0.5, 95)'] },
      options: experimental,
      at: '95',
    },
    'a fraction without a rate': {
      given: { panels: ['histogram_fraction(0, 0.5, sum by (le) (took_seconds_bucket))'] },
      says: 'the fraction covers all observations',
    },
    'a fraction of what is no histogram': {
      given: { panels: ['histogram_fraction(0, 5, lag_seconds)'] },
      says: 'no buckets',
    },
    'a function for native histograms, of numbers': {
      given: { alerts: { A: 'histogram_count(rate(requests_total[5m])) > 1' } },
      at: 'rate(requests_total[5m])',
      says: 'is a number',
    },
    'an aggregation that ignores distributions': {
      given: { alerts: { A: 'max by (path) (rate(size_bytes[5m])) > 1' } },
      at: 'max by (path) (rate(size_bytes[5m]))',
      says: 'max() ignores native histograms',
    },
    'a function that ignores them': { given: { panels: ['deriv(size_bytes[5m])'] }, says: 'deriv() ignores' },
    'two distributions that are divided': {
      given: { panels: ['rate(size_bytes[5m]) / rate(size_bytes[5m])'] },
      says: 'native histograms have no /',
    },
    'a power of a distribution': { given: { panels: ['size_bytes ^ 2'] } },
    'buckets that are removed from a number': {
      given: { panels: ['lag_seconds </ 5'] },
      says: '</ removes buckets',
    },
    'buckets that are removed the other way': { given: { panels: ['100 >/ size_bytes'] } },
  },
  silent: {
    'buckets of a distribution that are removed': {
      given: {
        alerts: {
          A: 'histogram_count(rate(size_bytes[5m]) </ 100) > 5',
          B: 'histogram_quantile(0.9, sum(rate(size_bytes[5m])) >/ 100) > 5',
        },
      },
    },
    'buckets that show whether anything was observed': {
      given: {
        alerts: {
          A: 'histogram_quantile(0.9, sum by (le) (rate(took_seconds_bucket[5m]))) > 1 and (sum(rate(took_seconds_bucket[5m]))) > 0',
        },
      },
    },
    'numbers of distributions': {
      given: {
        panels: [
          'count(size_bytes) + group(size_bytes)',
          'changes(size_bytes[5m]) + count_over_time(size_bytes[5m]) + present_over_time(size_bytes[5m])',
          'time() - timestamp(size_bytes)',
          'absent(size_bytes)',
          'size_bytes == size_bytes',
          '2 * avg_over_time(size_bytes[5m]) / 4',
        ],
      },
    },
    'a series of buckets that rules of others record': {
      given: { metrics, panels: ['histogram_quantile(0.9, sum by (le) (job:took_seconds_bucket:rate5m))'] },
    },
    'buckets joined with the series that has the node': {
      given: {
        metrics,
        panels: [
          'histogram_quantile(0.9, sum by (le, node) (rate(took_seconds_bucket[5m]) * on (instance) group_left (node) node_info))',
          'histogram_quantile(0.9, sum by (le, node) (node_info * on (instance) group_right (node) rate(took_seconds_bucket[5m])))',
          'histogram_quantile(0.9, sum by (le) (rate(took_seconds_bucket[5m]) * on (instance) group_left () (weight > 0)))',
          'histogram_quantile(0.9, sum by (le) (rate(took_seconds_bucket[5m]) and on (instance) weight > 0))',
          'histogram_quantile(0.9, sum by (le) (rate(took_seconds_bucket[5m])) / scalar(sum(weight)))',
          'histogram_quantile(0.9, label_replace(rate(took_seconds_bucket[5m]), "route", "$1", "path", "(.*)"))',
        ],
      },
    },
    'rates of buckets by le': {
      given: {
        alerts: { A: 'histogram_quantile(0.9, sum by (le, path) (rate(took_seconds_bucket[5m]))) > 1' },
      },
    },
    'rates of buckets without an aggregation': {
      given: { panels: ['histogram_quantile(0.9, rate(took_seconds_bucket[5m]))'] },
    },
    'without that keeps le': {
      given: { panels: ['histogram_quantile(0.9, sum without (instance) (rate(took_seconds_bucket[5m])))'] },
    },
    'a native histogram': {
      given: {
        panels: ['histogram_quantile(0.9, sum(rate(size_bytes[5m]))) + histogram_avg(rate(size_bytes[5m]))'],
      },
    },
    'recorded buckets': {
      given: {
        records: [['path:took:rate5m', 'sum by (path, le) (rate(took_seconds_bucket[5m]))']],
        panels: ['histogram_quantile(0.9, path:took:rate5m)'],
      },
    },
    'numbers of a distribution': {
      given: {
        alerts: {
          A: 'histogram_avg(rate(size_bytes[5m])) > 1 and histogram_count(rate(size_bytes[5m])) > 3',
        },
      },
    },
    'distributions with each other, and multiplied': {
      given: {
        panels: [
          'sum(rate(size_bytes[5m])) - sum(rate(size_bytes[5m] offset 1h))',
          'rate(size_bytes[5m]) * 60',
        ],
      },
    },
    'the worst quantile, and what counts series': {
      given: {
        alerts: {
          A: 'max by (job) (gc_seconds{quantile="0.99"}) > 1',
          B: 'sum(gc_seconds{quantile="0.99"} > bool 1) > 2',
          C: 'count(gc_seconds{quantile="0.99"} > 1) > 2',
        },
      },
    },
    'sum and count of a summary': {
      given: { panels: ['sum(rate(gc_seconds_sum[5m])) / sum(rate(gc_seconds_count[5m]))'] },
    },
    'one bucket, and buckets by le': {
      given: {
        panels: [
          'sum by (path) (rate(took_seconds_bucket{le="0.5"}[5m]))',
          'sum by (le) (rate(took_seconds_bucket[5m]))',
          'sum without (path) (rate(took_seconds_bucket[5m]))',
        ],
      },
    },
    'a variable as the quantile': {
      given: { panels: ['histogram_quantile($q, sum by (le) (rate(took_seconds_bucket[5m])))'] },
    },
  },
});
