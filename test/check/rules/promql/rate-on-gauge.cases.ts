import { catalog, counter, gauge } from 'dashwright';
import { cases } from '../../support.js';

export default cases('promql/rate-on-gauge', {
  trips: {
    'increase of a gauge with _total in its name': {
      given: { alerts: { A: 'increase(orphans_total[3h]) > 0' } },
      at: 'orphans_total[3h]',
      says: 'increase() of orphans_total, which is a gauge',
    },
    'rate of a gauge': { given: { panels: ['rate(lag_seconds[5m])'] } },
    'rate of a recorded rate': {
      given: {
        records: [['job:requests:rate5m', 'sum by (job) (rate(requests_total[5m]))']],
        panels: ['rate(job:requests:rate5m[5m])'],
      },
      says: 'job:requests:rate5m',
    },
    'delta of a counter': { given: { panels: ['delta(requests_total[5m])'] }, says: 'which is a counter' },
    'the slope of a counter': { given: { panels: ['deriv(failures_total[1h])'] } },
    'rate of rates in a subquery': { given: { panels: ['rate(rate(requests_total[5m])[1h:1m])'] } },
  },
  silent: {
    'a counter with the label of an info series': {
      given: {
        metrics: catalog({
          sent_total: counter({ help: 'Sent.' }),
          node_info: gauge({ help: 'About a node.', labels: { node: ['n1', 'n2'] } }),
        }),
        panels: ['increase((sent_total * on (instance) group_left (node) node_info)[1h:1m])'],
      },
    },
    'rate of a counter, of buckets and of native histograms': {
      given: {
        panels: ['rate(requests_total[5m])', 'rate(took_seconds_bucket[5m])', 'rate(size_bytes[5m])'],
      },
    },
    'delta and deriv of a gauge': {
      given: { panels: ['delta(orphans_total[3h]) + deriv(orphans_total[3h])'] },
    },
    'an unknown metric': { given: { panels: ['rate(unheard_of[5m])'] } },
    'a prediction': { given: { panels: ['predict_linear(requests_total[1h], 3600)'] } },
  },
});
