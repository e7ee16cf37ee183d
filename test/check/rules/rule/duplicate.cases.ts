import { cases } from '../../support.js';

const recorded = { records: [['a:b:c', 'max(lag_seconds)']] } as const;

export default cases('rule/duplicate', {
  trips: {
    'one series recorded twice': {
      given: {
        records: [
          ['a:b:c', 'max(lag_seconds)', { group: 'one' }],
          ['a:b:c', 'min(lag_seconds)', { group: 'two' }],
        ],
      },
      says: 'in group one too',
      path: 'shop/recording-rules/a:b:c',
    },
    'one rule per status that does not keep the status': {
      given: {
        records: [
          ['all:requests:rate5m', 'sum(rate(requests_total{status="200"}[5m]))'],
          ['all:requests:rate5m', 'sum(rate(requests_total{status="500"}[5m]))'],
        ],
      },
    },
    'the same series from two bundles': {
      given: [
        { name: 'one', ...recorded },
        { name: 'two', ...recorded },
      ],
      says: 'in bundle one',
    },
    'the same alert in two bundles': {
      given: [
        { name: 'one', alerts: { A: 'lag_seconds > 1' } },
        { name: 'two', alerts: { A: 'lag_seconds > 1' } },
      ],
      says: 'in bundle one too',
    },
  },
  silent: {
    'one series with different labels': {
      given: {
        records: [
          ['a:b:c', 'max(lag_seconds)', { labels: { of: 'max' } }],
          ['a:b:c', 'min(lag_seconds)', { labels: { of: 'min' } }],
        ],
      },
    },
    'one rule per status': {
      given: {
        records: [
          ['status:requests:rate5m', 'sum by (status) (rate(requests_total{status="200"}[5m]))'],
          ['status:requests:rate5m', 'sum by (status) (rate(requests_total{status=~"5.."}[5m]))'],
        ],
      },
    },
    'alerts of one name with another expression in another bundle': {
      given: [
        { name: 'one', alerts: { A: 'lag_seconds > 1' } },
        { name: 'two', alerts: { A: 'lag_limit_seconds > 1' } },
      ],
    },
    'two alerts on one expression': { given: { alerts: { A: 'lag_seconds > 1', B: 'lag_seconds > 1' } } },
  },
});
