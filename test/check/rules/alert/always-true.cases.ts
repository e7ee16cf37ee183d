import { cases } from '../../support.js';

const alert = (expr: string) => ({ given: { alerts: { A: expr } } });

export default cases('alert/always-true', {
  trips: {
    'a rate that is at least zero': {
      ...alert('sum(rate(failures_total[5m])) >= 0'),
      says: 'sum(rate(failures_total[5m])) >= 0 is true for every value: a counter only rises',
    },
    'a bound at the end of the range': alert('fill_ratio <= 1'),
    'zero where there is nothing': alert('(sum(rate(failures_total[5m])) or vector(0)) >= 0'),
    'one side of or': alert('lag_seconds > 5 or up{job="x"} <= 1'),
    'all sides of and': alert('rate(failures_total[5m]) >= 0 and up <= 1'),
    'bounds of which one always holds': {
      ...alert('lag_seconds < 20 or lag_seconds > 10'),
      says: 'lag_seconds < 20 or lag_seconds > 10 is true for every value',
    },
    'an expression compared with itself': {
      ...alert('lag_seconds >= lag_seconds'),
      says: 'the same expression',
    },
    'a part of its whole': alert(
      'sum(rate(requests_total{status="500"}[5m])) <= sum(rate(requests_total[5m]))',
    ),
    'a maximum and its average': {
      ...alert('max(lag_seconds) >= avg(lag_seconds)'),
      says: 'max() and avg() are of the same series',
    },
    'a maximum and its average over time': {
      ...alert('max_over_time(lag_seconds[1h]) >= avg_over_time(lag_seconds[1h])'),
      says: 'max_over_time() and avg_over_time() are of the same samples',
    },
  },
  silent: {
    'values outside of a range': alert('lag_seconds < 10 or lag_seconds > 20'),
    'all but one value': alert('lag_seconds < 10 or lag_seconds > 10'),
    'bounds of different series': alert('max(lag_seconds) < 20 or min(lag_seconds) > 10'),
    'a maximum far above its average': alert('max(lag_seconds) > 2 * avg(lag_seconds)'),
    'NaN, which is not itself': alert('lag_seconds != lag_seconds'),
    'a bound inside of the range': alert('fill_ratio >= 0.9'),
    'a value of which nothing is known': alert('lag_seconds >= 0'),
    'whether there are series': alert('count(up) > 0'),
    'whether some pass': alert('sum(up == 0) >= 0'),
    'absence as a number': alert('absent(lag_seconds) == 1'),
    'a part of the condition that has another': alert('lag_seconds > 5 and rate(failures_total[5m]) >= 0'),
    'what is never true': alert('rate(failures_total[5m]) < 0'),
  },
});
