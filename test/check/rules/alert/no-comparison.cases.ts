import { cases } from '../../support.js';

export default cases('alert/no-comparison', {
  trips: {
    'a value alone': { given: { alerts: { A: 'sum(rate(failures_total[5m]))' } } },
    'a comparison with bool': { given: { alerts: { A: 'lag_seconds > bool 5' } }, says: 'with bool' },
    'one side of or without a comparison': { given: { alerts: { A: 'lag_seconds > 5 or fill_ratio' } } },
    'a recorded value': {
      given: { records: [['job:lag:max', 'max(lag_seconds)']], alerts: { A: 'job:lag:max' } },
    },
  },
  silent: {
    comparisons: {
      given: { alerts: { A: 'lag_seconds > 5', B: '5 < lag_seconds', C: 'max by (job) (lag_seconds > 5)' } },
    },
    absence: { given: { alerts: { A: 'absent(lag_seconds)', B: 'absent_over_time(lag_seconds[10m])' } } },
    'series without a partner': { given: { alerts: { A: 'lag_seconds unless lag_limit_seconds' } } },
    'a condition that is calculated with': { given: { alerts: { A: '(lag_seconds > 5) * 60' } } },
    'a recorded condition': {
      given: { records: [['job:lag:high', 'lag_seconds > 5']], alerts: { A: 'job:lag:high' } },
    },
    'other alerts': { given: { alerts: { A: 'ALERTS{alertstate="firing"}' } } },
    'a watchdog': { given: { alerts: { A: 'vector(1)' } } },
  },
});
