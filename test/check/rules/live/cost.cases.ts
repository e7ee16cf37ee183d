import { cases } from '../../support.js';

const page = 'lag_seconds{topic="orders"} 1\nlag_seconds{topic="fills"} 1\n';

export default cases('live/cost', {
  trips: {
    'an alert': {
      given: { alerts: { A: 'max_over_time(lag_seconds[10m]) > 5' } },
      page,
      says: 'reads 2 series of page.txt: about 40 samples for each evaluation',
      path: 'shop/alerts/A',
    },
    'a panel': {
      given: { panels: ['lag_seconds{topic="orders"}'] },
      page,
      says: 'reads 1 series of page.txt: about 720 samples for six hours',
    },
    'a rule that loads more than the server allows': {
      given: { alerts: { A: 'max_over_time(lag_seconds[10m]) > 5' } },
      page,
      server: { mostSamples: 30 },
      level: 'warning',
      expects: 'at most 30 samples',
    },
  },
  silent: {
    'nothing that is there': { given: { panels: ['lag_seconds'] }, page: 'fill_ratio 1\n' },
  },
});
