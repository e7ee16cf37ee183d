import type { Duration } from 'dashwright';
import { cases, type Given, type GivenAlert } from '../../support.js';

const inGroup = (alert: Partial<GivenAlert>, interval?: Duration): Given => ({
  alerts: { A: { expr: 'lag_seconds > 1', group: 'g', ...alert } },
  ...(interval && { bundle: { groups: { g: { interval } } } }),
});

export default cases('alert/duration-below-interval', {
  trips: {
    'a short for': {
      given: inGroup({ for: '30s' }, '2m'),
      says: 'for: 30s has the effect of 2m',
      path: 'shop/alerts/A',
    },
    'a short keepFiringFor': {
      given: inGroup({ for: '10m', keepFiringFor: '1m' }, '5m'),
      says: 'keepFiringFor: 1m has the effect of 5m',
    },
  },
  silent: {
    'durations of one interval and more': { given: inGroup({ for: '2m', keepFiringFor: '5m' }, '2m') },
    'no duration': { given: inGroup({ for: '0s', keepFiringFor: '0s' }, '2m') },
    'an interval that the server sets': { given: inGroup({ for: '10s' }) },
  },
});
