import { cases } from '../../support.js';

export default cases('live/nothing', {
  trips: {
    'a server without any series': {
      given: { panels: ['lag_seconds'] },
      page: '',
      server: {},
      says: 'has no series at all: nothing to compare with',
      path: 'shop',
    },
    'a page of something else': {
      given: { panels: ['lag_seconds', 'fill_ratio'] },
      page: 'go_goroutines 1\n',
      says: 'none of the 2 metrics',
    },
  },
  silent: {
    'one of several': { given: { panels: ['lag_seconds', 'fill_ratio'] }, page: 'fill_ratio 1\n' },
    'one that was renamed': { given: { panels: ['lag_seconds'] }, page: 'lag_time_seconds 1\n' },
    'a bundle that reads no metric': { given: { panels: ['up'] }, page: 'go_goroutines 1\n' },
  },
});
