import { cases } from '../../support.js';

export default cases('live/label-value', {
  trips: {
    'a value besides those of oneOf': {
      given: { panels: ['rate(requests_total[5m])'] },
      page: 'requests_total{path="/a",status="418"} 1\nrequests_total{path="/a",status="200"} 1\n',
      says: 'status of requests_total is also 418',
      path: 'shop/metrics/requests_total',
    },
  },
  silent: {
    'a value besides examples': {
      given: { panels: ['lag_seconds'] },
      page: 'lag_seconds{topic="other"} 1\n',
    },
    'values of oneOf': {
      given: { panels: ['rate(requests_total[5m])'] },
      page: 'requests_total{path="/a",status="200"} 1\n',
    },
  },
});
