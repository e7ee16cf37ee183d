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
  },
  silent: {
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
