import { cases } from '../../support.js';

export default cases('promql/ephemeral-label-increase', {
  trips: {
    'an increase over series that are born with the event': {
      given: { alerts: { A: 'increase(runs_total[15m]) > 0' } },
      at: 'increase(runs_total[15m])',
      says: 'run_id',
      suggests: 'increaseFromZero',
    },
    'a sum of rates': { given: { panels: ['sum(rate(runs_total[$__rate_interval]))'] } },
  },
  silent: {
    'series that are new count too': {
      given: {
        alerts: { A: 'increase(runs_total[15m]) > 0 or (runs_total > 0 unless runs_total offset 15m)' },
      },
    },
    'labels that stay': { given: { alerts: { A: 'increase(requests_total[15m]) > 0' } } },
    'how many there are': { given: { alerts: { A: 'count(runs_total) > 5' } } },
  },
});
