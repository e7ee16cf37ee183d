import { cases } from '../../support.js';

export default cases('promql/regex-hygiene', {
  trips: {
    'no pattern': { given: { panels: ['lag_seconds{topic=~"orders"}'] }, at: 'topic=~"orders"' },
    'no pattern to exclude': { given: { panels: ['lag_seconds{topic!~"orders"}'] } },
    anchors: { given: { panels: ['lag_seconds{topic=~"^or.*$"}'] }, says: 'anchors' },
    'a pattern that matches all': { given: { panels: ['lag_seconds{topic=~".*"}'] }, says: 'everything' },
  },
  silent: {
    patterns: { given: { panels: ['lag_seconds{topic=~"or.*"} or lag_seconds{topic=~"orders|fills"}'] } },
    'a variable, which may be several values': { given: { panels: ['lag_seconds{topic=~"$topic"}'] } },
    'some value at all': { given: { panels: ['lag_seconds{topic=~".+"}'] } },
    'a dollar sign in the text': { given: { panels: ['lag_seconds{topic=~"price.*\\\\$"}'] } },
  },
});
