import type { Duration } from 'dashwright';
import { cases } from '../../support.js';

const wrong = (text: string) => text as Duration;

export default cases('rule/duration', {
  trips: {
    'a for without a unit': {
      given: { alerts: { A: { expr: 'lag_seconds > 1', for: wrong('5') } } },
      says: '"5"',
    },
    'units in the wrong order': { given: { alerts: { A: { expr: 'lag_seconds > 1', for: wrong('5m1h') } } } },
    'half a minute': { given: { alerts: { A: { expr: 'lag_seconds > 1', keepFiringFor: wrong('0.5m') } } } },
    'an interval of zero': {
      given: { alerts: { A: 'lag_seconds > 1' }, bundle: { groups: { shop: { interval: '0s' } } } },
      says: 'above zero',
    },
  },
  silent: {
    durations: {
      given: {
        alerts: {
          A: { expr: 'lag_seconds > 1', for: '0m' },
          B: { expr: 'lag_seconds > 2', for: wrong('1h30m') },
        },
        bundle: { groups: { shop: { interval: '30s', queryOffset: '0s' } } },
      },
    },
  },
});
