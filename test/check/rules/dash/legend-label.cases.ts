import { cases } from '../../support.js';

export default cases('dash/legend-label', {
  trips: {
    'a label that was aggregated away': {
      given: { panels: [{ expr: 'max by (topic) (lag_seconds)', legend: '{{topic}} {{instance}}' }] },
      says: 'instance',
    },
    'a typo': { given: { panels: [{ expr: 'lag_seconds', legend: '{{ topc }}' }] }, suggests: 'topic' },
  },
  silent: {
    'labels of the query': {
      given: { panels: [{ expr: 'max by (topic) (lag_seconds)', legend: '{{topic}}' }] },
    },
    'labels made on the way': {
      given: {
        panels: [
          { expr: 'label_replace(lag_seconds, "short", "$1", "topic", "(.).*")', legend: '{{short}}' },
        ],
      },
    },
    'the name of the metric': { given: { panels: [{ expr: 'lag_seconds', legend: '{{__name__}}' }] } },
    'a table, which has no legend': {
      given: { panels: [{ expr: 'max(lag_seconds)', legend: '{{topic}}', type: 'table' }] },
    },
    'an unknown metric': { given: { panels: [{ expr: 'unheard_of', legend: '{{anything}}' }] } },
    'a label that a variable chooses': {
      given: { panels: [{ expr: 'max by ($by) (lag_seconds)', legend: '{{topic}}' }] },
    },
  },
});
