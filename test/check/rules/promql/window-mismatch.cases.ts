import { cases } from '../../support.js';

const record = (expr: string) => ({ given: { records: [['a:b:c', expr]] as const } });

export default cases('promql/window-mismatch', {
  trips: {
    'an increase and a rate': {
      ...record('sum(increase(failures_total[5m])) / sum(rate(requests_total[5m]))'),
      says: 'increase() divided by rate()',
    },
    'two windows': {
      ...record('sum(rate(failures_total[5m])) / (sum(rate(requests_total[1h])) > 0)'),
      says: 'events of 5m divided by events of 1h',
    },
    'sum and count of a histogram': record('rate(took_seconds_sum[5m]) / rate(took_seconds_count[10m])'),
    'zero where there is nothing': record(
      '(sum(increase(failures_total[5m])) or vector(0)) / sum(increase(requests_total[10m]))',
    ),
  },
  silent: {
    'the same window': record('sum(rate(failures_total[5m])) / sum(rate(requests_total[5m]))'),
    'a counter and its own past': record('sum(rate(failures_total[5m])) / sum(rate(failures_total[1d]))'),
    'a number of seconds beside': record(
      'sum(increase(failures_total[5m])) / (sum(rate(requests_total[5m])) * 300)',
    ),
    'irate, whose window is only a limit': record(
      'irate(took_seconds_sum[5m]) / rate(took_seconds_count[10m])',
    ),
    'a rate and a gauge': record('sum(rate(failures_total[5m])) / sum(lag_seconds)'),
    'windows that a variable sets': {
      given: {
        panels: ['sum(rate(failures_total[$w])) / sum(rate(requests_total[5m]))'],
        variables: [{ type: 'interval', name: 'w', values: ['5m'] }],
      },
    },
  },
});
