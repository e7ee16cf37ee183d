import { cases } from '../../support.js';

export default cases('rule/empty-label', {
  trips: {
    'a label of an alert': {
      given: { alerts: { A: { expr: 'max(lag_seconds) > 1', labels: { team: '' } } } },
      says: 'the label team has no value',
    },
    'a label of a recording rule': {
      given: { records: [['a:b:c', 'max(lag_seconds)', { labels: { team: '' } }]] },
    },
    'a label of the bundle, said once': {
      given: {
        alerts: { A: 'max(lag_seconds) > 1', B: 'max(lag_seconds) > 2' },
        bundle: { labels: { team: '' } },
      },
      elsewhere: 1,
    },
    'a label of a group': {
      given: {
        alerts: { A: 'max(lag_seconds) > 1' },
        bundle: { groups: { shop: { labels: { team: '' } } } },
      },
    },
  },
  silent: {
    'a label with a value': {
      given: { alerts: { A: { expr: 'max(lag_seconds) > 1', labels: { team: 'a' } } } },
    },
    'an empty value that removes a label of the expression': {
      given: { alerts: { A: { expr: 'requests_total > 1', labels: { path: '' } } } },
    },
  },
});
