import { catalog, gauge, histogram } from 'dashwright';
import { cases } from '../../support.js';

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
      says: 'avg() of quantiles means nothing',
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
  },
  silent: {
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
