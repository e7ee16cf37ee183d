import { catalog, counter } from 'dashwright';
import { cases } from '../../support.js';

export default cases('promql/counter-raw', {
  trips: {
    'an alert on a counter': {
      given: { alerts: { A: 'failures_total > 5' } },
      at: 'failures_total',
      suggests: 'never resolves',
    },
    'a sum of counters': { given: { records: [['job:requests:sum', 'sum by (job) (requests_total)']] } },
    'a graph of a counter': { given: { panels: ['requests_total'] }, level: 'warning' },
    'the count of a histogram': { given: { alerts: { A: 'took_seconds_count > 100' } } },
    'an average over all time': {
      given: { alerts: { A: 'took_seconds_sum / took_seconds_count > 1' } },
      times: 2,
    },
    'many alerts on one counter, as one finding': {
      given: {
        alerts: { A: 'failures_total > 5', B: 'failures_total > 50', C: 'sum(failures_total) > 500' },
      },
      path: 'shop/alerts/A',
      elsewhere: ['shop/alerts/B', 'shop/alerts/C'],
    },
    'two counters that are present': {
      given: { alerts: { A: 'failures_total > 0 and failures_total > 5' } },
    },
    'the largest value in a window': { given: { alerts: { A: 'max_over_time(failures_total[1h]) > 5' } } },
  },
  silent: {
    'how long a process has run': {
      given: {
        metrics: catalog({
          apache_uptime_seconds_total: counter({ help: 'Time since the start.', unit: 's' }),
        }),
        alerts: { A: 'apache_uptime_seconds_total / 60 < 1' },
      },
    },
    'a rate': { given: { alerts: { A: 'rate(requests_total[5m]) + increase(requests_total[5m]) > 1' } } },
    'a rate over a subquery': { given: { alerts: { A: 'rate(requests_total[5m:1m]) > 1' } } },
    'restarts, presence and absence': {
      given: {
        alerts: {
          A: 'resets(requests_total[1h]) > 1 or changes(requests_total[1h]) == 0',
          B: 'absent(requests_total) or absent_over_time(requests_total[5m])',
          C: 'count by (job) (requests_total) < 2',
          D: 'time() - timestamp(requests_total) > 60',
        },
      },
    },
    'a gauge that is named like a counter': { given: { alerts: { A: 'orphans_total > 5' } } },
    'series that have just appeared': {
      given: {
        alerts: {
          A: 'increase(failures_total[15m]) > 0 or (failures_total > 0 unless failures_total offset 15m)',
        },
      },
    },
    'a counter compared with its own past': {
      given: { alerts: { A: 'requests_total == requests_total offset 10m' } },
    },
    'the presence of a counter, where another condition decides': {
      given: {
        alerts: {
          A: 'took_seconds_count > 0 and on (job) histogram_quantile(0.01, sum by (job, le) (rate(took_seconds_bucket[5m]))) < 5',
        },
      },
    },
    'several quantiles': {
      given: { panels: ['histogram_quantiles(rate(took_seconds_bucket[5m]), "q", 0.5)'] },
      options: { features: ['promql-experimental-functions'] },
    },
    'the right side of and': { given: { alerts: { A: 'lag_seconds > 5 and on (job) requests_total' } } },
    'a zero with the labels of a counter': {
      given: { records: [['a:b:c', 'sum(rate(failures_total[5m])) or 0 * sum(requests_total)']] },
    },
    'a total shown as one number': { given: { panels: [{ expr: 'sum(requests_total)', type: 'stat' }] } },
    'label values': {
      given: { variables: [{ type: 'query', name: 'path', query: 'label_values(requests_total, path)' }] },
    },
  },
});
