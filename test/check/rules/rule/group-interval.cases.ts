import type { Duration } from 'dashwright';
import { cases, type Given } from '../../support.js';

const every = (interval: Duration): Given => ({
  alerts: { A: 'lag_seconds > 1' },
  bundle: { groups: { shop: { interval } } },
});

export default cases('rule/group-interval', {
  trips: { 'ten minutes': { given: every('10m'), says: 'every 10m' } },
  silent: {
    'five minutes': { given: every('5m') },
    'no interval': { given: { alerts: { A: 'lag_seconds > 1' } } },
  },
});
