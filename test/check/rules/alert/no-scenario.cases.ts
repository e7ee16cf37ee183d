import { cases } from '../../support.js';

const A = 'lag_seconds > 5';

export default cases('alert/no-scenario', {
  trips: {
    'an alert without any scenario': {
      given: { alerts: { A } },
      mentioned: [],
      path: 'shop/alerts/A',
      says: 'no scenario tests A',
    },
    'the other of two alerts': {
      given: { alerts: { A, B: 'lag_seconds > 10' } },
      mentioned: ['A'],
      path: 'shop/alerts/B',
    },
  },
  silent: {
    'an alert with a scenario': { given: { alerts: { A } }, mentioned: ['A'] },
    'a reason why there is none': {
      given: {
        alerts: { A: { expr: A, suppress: [{ check: 'alert/no-scenario', reason: 'proven by its owner' }] } },
      },
      mentioned: [],
    },
    'a build, which loads no scenarios': { given: { alerts: { A } } },
  },
});
