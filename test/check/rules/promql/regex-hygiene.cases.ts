import { cases } from '../../support.js';

export default cases('promql/regex-hygiene', {
  trips: {
    'a pattern that is compared as text': {
      given: { alerts: { A: 'sum(rate(requests_total{path="/a.*"}[5m])) > 5' } },
      level: 'warning',
      at: 'path="/a.*"',
      expects: 'path=~"/a.*"',
    },
    'alternatives that are compared as text, and exclude nothing': {
      given: { panels: ['lag_seconds{topic!="orders|fills"}'] },
      level: 'warning',
    },
    'alternatives of paths': { given: { panels: ['requests_total{path="/a|/b"}'] }, level: 'warning' },
    'a class of status codes': { given: { panels: ['requests_total{status="5.."}'] }, level: 'warning' },
    'no pattern': { given: { panels: ['lag_seconds{topic=~"orders"}'] }, at: 'topic=~"orders"' },
    'no pattern to exclude': { given: { panels: ['lag_seconds{topic!~"orders"}'] } },
    anchors: { given: { panels: ['lag_seconds{topic=~"^or.*$"}'] }, says: 'anchors' },
    'a pattern that matches all': { given: { panels: ['lag_seconds{topic=~".*"}'] }, says: 'everything' },
  },
  silent: {
    'texts with dots, dashes and colons': {
      given: {
        panels: [
          'lag_seconds{instance="a-1.example.com:9090",topic="orders.v1"}',
          'up{instance="10.0.0.1:80"}',
        ],
      },
    },
    patterns: { given: { panels: ['lag_seconds{topic=~"or.*"} or lag_seconds{topic=~"orders|fills"}'] } },
    'a variable, which may be several values': { given: { panels: ['lag_seconds{topic=~"$topic"}'] } },
    'some value at all': { given: { panels: ['lag_seconds{topic=~".+"}'] } },
    'a dollar sign in the text': { given: { panels: ['lag_seconds{topic=~"price.*\\\\$"}'] } },
  },
});
