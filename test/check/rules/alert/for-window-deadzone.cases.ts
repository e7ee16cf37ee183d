import { cases } from '../../support.js';

const lost = (expr: string, wait: '0m' | '5m' | '10m' | '15m') => ({ alerts: { A: { expr, for: wait } } });

export default cases('alert/for-window-deadzone', {
  trips: {
    'a for as long as the window': {
      given: lost('increase(failures_total[10m]) > 0', '10m'),
      at: 'increase(failures_total[10m]) > 0',
      says: 'cannot fire on a single event',
    },
    'a longer one over a sum': { given: lost('sum by (job) (increase(failures_total[5m])) > 0', '15m') },
    'a rate': { given: lost('rate(failures_total[5m]) > 0', '5m') },
    'at least one': { given: lost('increase(failures_total[5m]) >= 1', '5m') },
    'one branch of or': { given: lost('lag_seconds > 5 or increase(failures_total[5m]) > 0', '5m') },
    'one side of and': {
      given: lost('increase(failures_total[5m]) > 0 and on () max(lag_seconds) > 5', '15m'),
    },
    'the other side, where it is no rate': {
      given: lost('fill_ratio > 0.5 and increase(failures_total[5m]) > 0', '15m'),
    },
    'changes of a gauge': { given: lost('changes(lag_seconds[5m]) != 0', '10m') },
    'an hour of the day': {
      given: { alerts: { A: { expr: 'lag_seconds > 5 and on () hour() == 3', for: '1h' } } },
      says: 'true for 1h without a break and the alert waits 1h: it never fires',
      level: 'error',
    },
    'minutes of an hour, in a time zone': {
      given: lost('lag_seconds > 5 and on () ((hour() + 9) % 24 < 8 and minute() < 5)', '10m'),
      says: 'true for 5m without a break',
      level: 'error',
    },
    'a night that is left out': {
      given: {
        alerts: { A: { expr: 'lag_seconds > 5 unless on () (hour() < 8 or hour() >= 18)', for: '12h' } },
      },
      says: 'true for 10h without a break',
      level: 'error',
    },
  },
  silent: {
    'a night over midnight, and a weekend': {
      given: {
        alerts: {
          A: { expr: 'lag_seconds > 5 and on () (hour() >= 22 or hour() < 6)', for: '7h' },
          B: { expr: 'lag_seconds > 5 and on () (day_of_week() == 6 or day_of_week() == 0)', for: '1d' },
          C: { expr: 'lag_seconds > 5 or on () hour() == 3', for: '2h' },
        },
      },
    },
    'a shorter for': { given: lost('increase(failures_total[10m]) > 0', '5m') },
    'no for': { given: lost('increase(failures_total[10m]) > 0', '0m') },
    'a threshold that one event does not reach': { given: lost('increase(failures_total[10m]) > 5', '15m') },
    'a rate above something': { given: lost('rate(failures_total[5m]) > 0.5', '15m') },
    'a condition while there is traffic': {
      given: lost('fill_ratio > 0.5 and (rate(failures_total[5m]) > 0)', '15m'),
    },
    'what there was before': {
      given: lost(
        'sum(rate(requests_total[5m])) == 0 and (sum(increase(requests_total[5m] offset 1h)) > 0)',
        '15m',
      ),
    },
    'a gauge': { given: lost('lag_seconds > 0', '15m') },
  },
});
