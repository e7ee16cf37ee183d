import { cases } from '../../support.js';

export default cases('promql/macro-in-rule', {
  trips: {
    'the rate interval': {
      given: { alerts: { A: 'rate(requests_total[$__rate_interval]) > 0' } },
      at: '$__rate_interval',
      suggests: 'window',
    },
    'a variable in a matcher': {
      given: { records: [['a:b:c', 'sum(lag_seconds{topic=~"$topic"})']] },
      at: '$topic',
      says: 'treats it as text',
    },
    'a variable with a format': {
      given: { alerts: { A: 'lag_seconds{topic=~"${topic:regex}"} > 0' } },
      at: '${topic:regex}',
    },
    'the old spelling': {
      given: { alerts: { A: 'rate(requests_total[[[window]]]) > 0' } },
      at: '[[window]]',
    },
  },
  silent: {
    'groups of a regular expression': {
      given: {
        alerts: { A: 'label_replace(lag_seconds, "a", "${1}-$2-$name", "topic", "(?P<name>.*)$") > 0' },
      },
    },
    'the end of a regular expression': {
      given: { alerts: { A: 'lag_seconds{topic=~"orders$|fills$"} > 0' } },
    },
    'a class of characters': { given: { alerts: { A: 'lag_seconds{topic=~"[[:alpha:]]+"} > 0' } } },
    'the same on a dashboard': {
      given: { panels: ['rate(requests_total{path="$path"}[$__rate_interval])'] },
    },
  },
});
