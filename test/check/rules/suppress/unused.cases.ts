import { cases } from '../../support.js';

const suppression = { check: 'promql/unknown-metric', reason: 'declared elsewhere' } as const;

export default cases('suppress/unused', {
  trips: {
    'a suppression of nothing': {
      given: { alerts: { A: { expr: 'lag_seconds > 1', suppress: [suppression] } } },
      says: 'promql/unknown-metric',
      path: 'shop/alerts/A',
    },
    'one on the bundle': { given: { bundle: { suppress: [suppression] } }, path: 'shop' },
    'one on a recording rule': {
      given: { records: [['a:b:c', 'max(lag_seconds)', { suppress: [suppression] }]] },
      path: 'shop/recording-rules/a:b:c',
    },
    'one on a panel': {
      given: { panels: [{ expr: 'lag_seconds', suppress: [suppression] }] },
      path: 'shop/dashboards/shop/panels/Panel',
    },
  },
  silent: {
    'a suppression that suppresses': {
      given: { alerts: { A: { expr: 'unheard_of > 1', suppress: [suppression] } } },
    },
    'one on the bundle that suppresses on a panel': {
      given: { panels: ['unheard_of'], bundle: { suppress: [suppression] } },
    },
    'one of a check that is off': {
      given: { bundle: { suppress: [suppression] } },
      options: { levels: { 'promql/unknown-metric': 'off' } },
    },
    'one of a check that only the emitted files trip': {
      given: { bundle: { suppress: [{ check: 'k8s/size-budget', reason: 'split later' }] } },
    },
  },
});
