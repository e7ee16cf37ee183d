import { cases } from '../../support.js';

const page = 'lag_seconds{topic="orders",job="api"} 1\nlag_seconds{topic="fills",job="api"} 1\n';

export default cases('live/no-series', {
  trips: {
    'a value that no series has': {
      given: { alerts: { A: 'lag_seconds{topic="order"} > 5' } },
      page,
      says: 'no series of lag_seconds has topic="order": empty in 1 alert (A)',
      expects: 'topic is fills and orders',
      suggests: 'did you mean orders?',
      path: 'shop/alerts/A',
    },
    'a value that the catalog has, and that comes later': {
      given: { panels: ['rate(requests_total{status=~"5.."}[5m])'] },
      page: 'requests_total{path="/a",status="200"} 1\n',
      level: 'info',
      says: 'has status=~"5.." yet',
    },
    'values that never come together': {
      given: { panels: ['rate(requests_total{status="200",path="/b"}[5m])'] },
      page: 'requests_total{path="/a",status="200"} 1\nrequests_total{path="/b",status="404"} 1\n',
      level: 'info',
      says: 'at once',
    },
    'a job, on a server': {
      given: { panels: ['lag_seconds{job="apis"}'] },
      page,
      server: {},
      suggests: 'did you mean api?',
    },
    'a metric with too many series, by what the server counted': {
      given: { panels: ['lag_seconds{topic="x"}'] },
      page,
      server: {
        series: new Map([
          [
            'lag_seconds',
            {
              name: 'lag_seconds',
              count: 9000,
              sets: undefined,
              labels: new Map([['topic', { values: new Set(['orders']), complete: true }]]),
            },
          ],
        ]),
        selected: new Map([['{__name__="lag_seconds",topic="x"}', 0]]),
      },
      says: 'topic="x"',
    },
  },
  silent: {
    'a selector that selects': { given: { panels: ['lag_seconds{topic=~"or.+"}'] }, page },
    'a variable': { given: { panels: ['lag_seconds{topic="$topic"}'] }, page },
    'a label of the scrape beside a page': {
      given: { panels: ['lag_seconds{job="other"}'] },
      page: 'lag_seconds{topic="orders"} 1\n',
    },
    'a label that no series has, which is another finding': {
      given: { panels: ['lag_seconds{topic="a"}'] },
      page: 'lag_seconds 1\n',
    },
  },
});
