import { catalog, gauge } from 'dashwright';
import { cases } from '../../support.js';

export default cases('alert/no-comparison', {
  trips: {
    'bool beside and': {
      given: { alerts: { A: 'lag_seconds > bool 5 and lag_limit_seconds > 3' } },
      at: 'lag_seconds > bool 5',
      says: 'it filters nothing here',
    },
    'bool behind unless': { given: { alerts: { A: 'lag_seconds > 5 unless (lag_limit_seconds > bool 3)' } } },
    'a value alone': { given: { alerts: { A: 'sum(rate(failures_total[5m]))' } } },
    'a comparison with bool': { given: { alerts: { A: 'lag_seconds > bool 5' } }, says: 'with bool' },
    'one side of or without a comparison': { given: { alerts: { A: 'lag_seconds > 5 or fill_ratio' } } },
    'a recorded value': {
      given: { records: [['job:lag:max', 'max(lag_seconds)']], alerts: { A: 'job:lag:max' } },
    },
  },
  silent: {
    'an info series chosen by a label': {
      given: {
        metrics: catalog({ job_info: gauge({ help: 'Jobs.', labels: { ready: ['true', 'false'] } }) }),
        alerts: { A: 'job_info{ready!="true"}' },
      },
    },
    'a bool that is compared': {
      given: { alerts: { A: '(lag_seconds > bool 5) == 1 and lag_limit_seconds > 3' } },
    },
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
