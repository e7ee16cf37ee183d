import { cases } from '../../support.js';

export default cases('live/type', {
  trips: {
    'a gauge that is a counter': {
      given: { panels: ['lag_seconds'] },
      page: '# TYPE lag_seconds counter\nlag_seconds{topic="orders"} 1\n',
      says: 'lag_seconds is a counter according to page.txt, and a gauge in the catalog',
    },
    'a classic histogram that is stored as a native one': {
      given: { panels: ['rate(took_seconds_bucket[5m])'] },
      page: 'took_seconds 1\n',
      server: {},
      says: 'native histogram',
    },
  },
  silent: {
    'the same type': {
      given: { panels: ['lag_seconds'] },
      page: '# TYPE lag_seconds gauge\nlag_seconds{topic="orders"} 1\n',
    },
    'an unknown type': {
      given: { panels: ['lag_seconds'] },
      page: '# TYPE lag_seconds unknown\nlag_seconds{topic="orders"} 1\n',
    },
    'a counter of OpenMetrics, described without _total': {
      given: { panels: ['rate(requests_total[5m])'] },
      page: '# TYPE requests counter\nrequests_total{path="/a",status="200"} 1\n',
    },
    'a native histogram as a page has it': {
      given: { panels: ['histogram_count(rate(size_bytes[5m]))'] },
      page: '# TYPE size_bytes histogram\nsize_bytes{path="/a"} {count:1,sum:1,schema:0}\n',
    },
  },
});
