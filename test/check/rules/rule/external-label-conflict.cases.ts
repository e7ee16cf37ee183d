import { cases } from '../../support.js';

const alert = { expr: 'lag_seconds > 1' } as const;
const options = { externalLabels: ['cluster', 'replica'] };

export default cases('rule/external-label-conflict', {
  trips: {
    'a label of an alert': {
      given: { alerts: { A: { ...alert, labels: { cluster: 'eu' } } } },
      options,
      says: 'cluster',
    },
    'a label of a recording rule': {
      given: { records: [['a:b:c', 'max(lag_seconds)', { labels: { replica: 'a' } }]] },
      options,
    },
    'an external label that does not exist': {
      given: { alerts: { A: { ...alert, summary: 'In {{ $externalLabels.clustre }}' } } },
      options,
      suggests: 'cluster',
    },
  },
  silent: {
    'other labels': {
      given: { alerts: { A: { ...alert, labels: { team: 'a' }, summary: '{{ $externalLabels.cluster }}' } } },
      options,
    },
    'nothing known of external labels': {
      given: {
        alerts: { A: { ...alert, labels: { cluster: 'eu' }, summary: '{{ $externalLabels.other }}' } },
      },
    },
  },
});
