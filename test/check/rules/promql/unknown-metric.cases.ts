import { dashboard, panel } from 'dashwright';
import { cases } from '../../support.js';

export default cases('promql/unknown-metric', {
  trips: {
    'a typo': {
      given: { alerts: { A: 'sum(rate(reqests_total[5m])) > 1' } },
      at: 'reqests_total',
      suggests: 'did you mean requests_total?',
      path: 'shop/alerts/A',
    },
    'a name in a matcher': { given: { panels: ['{__name__="lag"}'] }, says: 'lag' },
    'a regular expression on the name that nothing matches': {
      given: { panels: ['{__name__=~"foo_.*"}'] },
      level: 'warning',
      says: 'foo_.*',
    },
    'a list of names that has no declared one': {
      given: { panels: ['{__name__=~"foo_total|(bar|baz)_total"}'] },
      level: 'error',
      says: 'foo_total|(bar|baz)_total',
    },
    'a histogram by its bare name': {
      given: { panels: ['rate(took_seconds[5m])'] },
      says: 'is a histogram',
      at: 'took_seconds',
    },
    'a series that a counter does not have': {
      given: { panels: ['rate(requests_total_sum[5m])'] },
      says: 'requests_total is a counter',
    },
    'the buckets of a native histogram': {
      given: { panels: ['rate(size_bytes_bucket[5m])'] },
      says: 'native histogram',
    },
    'a series that nothing records': { given: { alerts: { A: 'job:lag:max > 1' } } },
    'a metric of a query variable': {
      given: { variables: [{ type: 'query', name: 'topic', query: 'label_values(lagg_seconds, topic)' }] },
      path: 'shop/dashboards/shop/variables/topic',
      suggests: 'lag_seconds',
    },
    'a metric in a panel of raw JSON': {
      given: {
        dashboards: [
          dashboard({
            uid: 'raw',
            title: 'Raw',
            rows: [
              panel.raw({
                title: 'Raw',
                json: { type: 'news', targets: [{ refId: 'A', expr: 'nothing_total' }] },
              }),
            ],
          }),
        ],
      },
      says: 'nothing_total',
    },
  },
  silent: {
    'the series from which info() brings labels': {
      given: {
        panels: ['info(lag_seconds, {__name__=~".+_info"})', 'info(lag_seconds, {__name__="target_info"})'],
      },
      options: { features: ['promql-experimental-functions'] },
    },
    'declared metrics and the parts of histograms and summaries': {
      given: {
        panels: [
          'took_seconds_bucket + took_seconds_sum + took_seconds_count',
          'gc_seconds + gc_seconds_sum + size_bytes',
        ],
      },
    },
    'recorded series': {
      given: { records: [['job:lag:max', 'max(lag_seconds)']], alerts: { A: 'job:lag:max > 1' } },
    },
    "Prometheus' own series": { given: { alerts: { A: 'up == 0 and on () ALERTS{alertstate="firing"}' } } },
    'a variable in the name': { given: { panels: ['rate(${thing}_total[5m])', '$metric', 'foo_$metric'] } },
    'a regular expression on the name that something matches': {
      given: { panels: ['{__name__=~"lag_.*"}'] },
    },
  },
});
