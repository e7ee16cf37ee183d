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
    'changes of a gauge': { given: lost('changes(lag_seconds[5m]) != 0', '10m') },
  },
  silent: {
    'a shorter for': { given: lost('increase(failures_total[10m]) > 0', '5m') },
    'no for': { given: lost('increase(failures_total[10m]) > 0', '0m') },
    'a threshold that one event does not reach': { given: lost('increase(failures_total[10m]) > 5', '15m') },
    'a rate above something': { given: lost('rate(failures_total[5m]) > 0.5', '15m') },
    'a gauge': { given: lost('lag_seconds > 0', '15m') },
  },
});
