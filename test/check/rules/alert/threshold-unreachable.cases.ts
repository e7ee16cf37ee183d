import {
  above,
  alert,
  catalog,
  gauge,
  histogramQuantile,
  rate,
  ratio,
  runbook,
  signal,
  sum,
} from 'dashwright';
import { cases, metrics } from '../../support.js';

const texts = { severity: 'warning', summary: 's', description: 'd', runbook: runbook('known') } as const;
const confidence = signal({
  title: 'Confidence',
  expr: catalog({ confidence: gauge({ help: 'c' }) }).confidence,
  range: [0, 1],
});
const { requests_total: requests, took_seconds: took } = metrics;
const errors = signal({
  title: 'Errors',
  expr: ratio(sum(rate(requests.where({ status: /5../ }))), sum(rate(requests))),
});
const slow = signal({ title: 'Slow', expr: histogramQuantile(0.99, took) });

const info = catalog({ shop_build_info: gauge({ help: 'Build.', labels: { version: ['1', '2'] } }) });

export default cases('alert/threshold-unreachable', {
  trips: {
    'an info metric, which is never 0': {
      given: { metrics: info, alerts: { A: 'sum by (version) (shop_build_info) < 1' } },
      says: 'the value is never below 1: the value of the info metric shop_build_info is always 1',
    },
    'a count of none': {
      given: { alerts: { A: 'count by (topic) (lag_seconds > 5) == 0' } },
      expects: 'absent(…): the count of no series is no series, and not 0',
    },
    'fewer samples than one': {
      given: { alerts: { A: 'count_over_time(lag_seconds[5m]) < 1' } },
      expects: 'absent(…)',
    },
    'hours of a night that are joined by and': {
      given: { alerts: { A: 'lag_seconds > 5 and on () hour() >= 22 and on () hour() < 6' } },
      says: 'hour() < 6 is never true together with hour() >= 22',
    },
    'the age of a sample that no query finds': {
      given: { alerts: { A: 'time() - timestamp(lag_seconds) > 600' } },
      says: 'a query finds no sample that is older than 5m',
    },
    'a gauge above its range': {
      given: { alerts: { A: 'fill_ratio > 1' } },
      says: 'fill_ratio is declared from 0 to 1',
    },
    'a counter below zero': {
      given: { alerts: { A: 'rate(requests_total[5m]) < 0' } },
      says: 'a counter only rises',
    },
    'a share above the whole': {
      given: { bundle: { alerts: { A: alert({ ...texts, for: '5m', when: above(errors, 1.5) }) } } },
      says: 'a part divided by its whole',
    },
    'a burn rate that no error budget allows': {
      given: {
        records: [
          [
            'slo:errors:ratio5m',
            'sum(rate(requests_total{status="500"}[5m])) / sum(rate(requests_total[5m]))',
          ],
        ],
        alerts: { A: 'slo:errors:ratio5m > 14.4 * (1 - 0.9)' },
      },
    },
    'a quantile at the highest bucket': {
      given: { bundle: { alerts: { A: alert({ ...texts, for: '5m', when: above(slow, 5) }) } } },
      says: 'the highest finite bucket of took_seconds ends at 5',
    },
    'a signal above its declared range': {
      given: {
        metrics: catalog({ confidence: gauge({ help: 'c' }) }),
        bundle: { alerts: { A: alert({ ...texts, for: '5m', when: above(confidence, 2) }) } },
      },
      says: 'the signal "Confidence"',
    },
    'a percentage above a hundred': { given: { alerts: { A: '100 * fill_ratio > 100' } } },
    'a number on the left': { given: { alerts: { A: '2 < fill_ratio' } } },
    'a target that is more than up': { given: { alerts: { A: 'up > 1' } } },
    'two bounds that exclude each other': {
      given: { alerts: { A: 'lag_seconds > 5 and lag_seconds < 3' } },
      at: 'lag_seconds < 3',
      says: 'is never true together with lag_seconds > 5',
    },
    'the same side with other blanks': {
      given: {
        alerts: { A: 'max by (topic) (lag_seconds) > 5 and max by(topic)(lag_seconds)<3' },
      },
      says: 'is never true together with max by (topic) (lag_seconds) > 5',
    },
    'at exactly one value, without it': {
      given: { alerts: { A: 'max by (topic) (lag_seconds) >= 5 and (max by (topic) (lag_seconds) < 5)' } },
    },
    'two bounds of three': {
      given: { alerts: { A: 'lag_seconds > 5 and lag_limit_seconds > 1 and lag_seconds == 2' } },
      at: 'lag_seconds == 2',
    },
    'an hour that no clock shows': {
      given: { alerts: { A: 'lag_seconds > 5 and on () (hour() > 22 and hour() < 6)' } },
      at: 'hour() < 6',
    },
    'what nothing is equal to': {
      given: { alerts: { A: 'lag_seconds == NaN' } },
      says: 'nothing is equal to NaN',
    },
    'a declared target that is more than up': {
      given: {
        metrics: catalog({ up: gauge({ help: '1 for a target that answers.' }) }),
        alerts: { A: 'up > 1' },
      },
      says: 'up is 0 or 1',
    },
    'one side of and': { given: { alerts: { A: 'lag_seconds > 1 and on (job) fill_ratio > 2' } } },
    'an expression compared with itself': {
      given: { alerts: { A: 'rate(failures_total[5m]) > rate( failures_total[5m] )' } },
      says: 'never above the right side: both are the same expression',
    },
    'a part above its whole': {
      given: {
        alerts: {
          A: 'sum by (path) (rate(requests_total{status="500"}[5m])) > sum by (path) (rate(requests_total[5m]))',
        },
      },
      says: 'it is a part of it',
    },
    'a whole below its part': {
      given: {
        alerts: { A: 'sum(rate(requests_total[5m])) < sum(rate(requests_total{status="500"}[5m]))' },
      },
      says: 'that is a part of it',
    },
    'a count of some above a count of all': {
      given: { alerts: { A: 'count by (topic) (lag_seconds > 5) > count by (topic) (lag_seconds)' } },
      says: 'it is a part of it',
    },
    'a percentage of series that is a ratio': {
      given: { alerts: { A: 'count(up == 0) / count(up) > 50' } },
      says: 'a part divided by its whole lies between 0 and 1',
    },
    'an average over time above the maximum': {
      given: { alerts: { A: 'avg_over_time(lag_seconds[1h]) > max_over_time(lag_seconds[1h])' } },
      says: 'avg_over_time() and max_over_time() are of the same samples',
    },
    'a maximum below the minimum': {
      given: { alerts: { A: 'max by (topic) (lag_seconds) < min by (topic) (lag_seconds)' } },
      says: 'max() and min() are of the same series',
    },
  },
  silent: {
    'an info metric by its labels': {
      given: {
        metrics: info,
        alerts: {
          A: 'shop_build_info{version="1"} == 1',
          B: 'shop_build_info{version="1"} != 0',
          C: 'count(count by (version) (shop_build_info)) > 1',
          D: 'shop_build_info offset 1h unless shop_build_info',
          E: 'sum(shop_build_info) < 3',
        },
      },
    },
    'series of one metric that differ': {
      given: {
        alerts: {
          A: 'rate(failures_total[5m]) > rate(failures_total[10m])',
          B: 'rate(failures_total[5m]) > 2 * rate(failures_total[5m] offset 1h)',
          C: 'max(lag_seconds) > avg(lag_seconds)',
          G: 'max_over_time(lag_seconds[1h]) > avg_over_time(lag_seconds[1h])',
          I: 'count(up == 0) / count(up) > 0.5',
          J: 'count(up == 0) >= count(up)',
          K: 'count(up == bool 0) / count(up{job="x"}) > 2',
          L: 'count(lag_seconds > 5) > count(lag_seconds{topic="orders"})',
          M: 'count(lag_seconds > 5) / count(lag_seconds offset 1h) > 1',
          N: 'count by (topic) (lag_seconds > 5) / on () group_left () count(lag_limit_seconds) > 1',
          H: 'avg_over_time(lag_seconds[5m]) > max_over_time(lag_seconds[1h] offset 1d)',
          D: 'sum(rate(requests_total[5m])) > sum(rate(requests_total{status="500"}[5m]))',
          E: 'max by (topic) (lag_seconds) < ignoring (topic) group_left () min(lag_seconds)',
        },
      },
    },
    'hours of a day': {
      given: { alerts: { A: 'lag_seconds > 5 and on () hour() >= 8 and on () hour() < 18' } },
    },
    'bounds of different series': {
      given: { alerts: { A: 'lag_seconds > 5 and on (topic) lag_seconds < 3' } },
    },
    'the age of what is in the series, or of a sample of the past': {
      given: {
        alerts: {
          A: 'time() - lag_seconds > 600',
          B: 'time() - timestamp(lag_seconds offset 10m) > 600',
          C: 'time() - timestamp(lag_seconds) > 120',
        },
      },
    },
    'thresholds within the range': {
      given: {
        alerts: {
          A: 'fill_ratio > 0.9',
          B: 'fill_ratio >= 1',
          C: 'fill_ratio <= 0',
          D: 'rate(requests_total[5m]) <= 0',
          E: 'up == 0',
        },
      },
    },
    'a quantile within the buckets': {
      given: { bundle: { alerts: { A: alert({ ...texts, for: '5m', when: above(slow, 4.9) }) } } },
    },
    'a burn rate that can happen': {
      given: {
        alerts: {
          A: 'sum(rate(requests_total{status="500"}[5m])) / sum(rate(requests_total[5m])) > 14.4 * (1 - 0.999)',
        },
      },
    },
    'counters of different things': {
      given: { alerts: { A: 'sum(rate(failures_total[5m])) / sum(rate(requests_total[5m])) > 1.5' } },
    },
    'a share of something narrower': {
      given: {
        alerts: { A: 'sum(rate(requests_total[5m])) / sum(rate(requests_total{status="500"}[5m])) > 1.5' },
      },
    },
    'a range of values': { given: { alerts: { A: 'lag_seconds > 3 and lag_seconds < 5' } } },
    'exactly one value': { given: { alerts: { A: 'lag_seconds >= 5 and lag_seconds <= 5' } } },
    'either of two ranges': { given: { alerts: { A: 'lag_seconds > 5 or lag_seconds < 3' } } },
    'bounds on other series of the metric': {
      given: {
        alerts: {
          A: 'lag_seconds{topic="orders"} > 5 and on (job) lag_seconds{topic="fills"} < 3',
          B: 'lag_seconds > 5 and ignoring (topic) lag_seconds < 3',
          C: 'lag_seconds > 5 unless lag_seconds < 3',
        },
      },
    },
    'NaN itself': { given: { alerts: { A: 'lag_seconds != lag_seconds' } } },
    'a difference': { given: { alerts: { A: 'lag_seconds - lag_limit_seconds < -5' } } },
    'a sum of gauges': { given: { alerts: { A: 'sum(fill_ratio) > 3' } } },
    'a value per hour': { given: { alerts: { A: 'rate(failures_total[5m]) * 3600 > 5' } } },
  },
});
