import { cases } from '../../support.js';

export default cases('live/unit', {
  trips: {
    'a time in another unit': {
      given: { panels: ['lag_seconds'] },
      page: '# TYPE lag_seconds gauge\n# UNIT lag_seconds milliseconds\nlag_seconds{topic="orders"} 1\n',
      says: 'lag_seconds is in ms according to page.txt, and in s in the catalog',
    },
  },
  silent: {
    'the same unit in another word': {
      given: { panels: ['lag_seconds'] },
      page: '# TYPE lag_seconds gauge\n# UNIT lag_seconds seconds\nlag_seconds{topic="orders"} 1\n',
    },
    'no unit': { given: { panels: ['lag_seconds'] }, page: 'lag_seconds{topic="orders"} 1\n' },
  },
});
