import { cases } from '../../support.js';

export default cases('live/example-value', {
  trips: {
    'an example that no series has': {
      given: { panels: ['lag_seconds'] },
      page: 'lag_seconds{topic="orders"} 1\n',
      says: 'topic is never "fills"',
    },
  },
  silent: {
    'examples that occur': {
      given: { panels: ['lag_seconds'] },
      page: 'lag_seconds{topic="orders"} 1\nlag_seconds{topic="fills"} 1\n',
    },
    'a label of which not all values are known': {
      given: { panels: ['lag_seconds'] },
      page: 'lag_seconds{topic="orders"} 1\n',
      server: {
        series: new Map([
          [
            'lag_seconds',
            {
              name: 'lag_seconds',
              count: 9000,
              sets: undefined,
              labels: new Map([['topic', { values: new Set(['x']), complete: false }]]),
            },
          ],
        ]),
      },
    },
  },
});
