import type { RuleJson } from 'dashwright';
import { cases, type Given, type GivenAlert } from '../../support.js';

const alert = (json: object, more: Partial<GivenAlert> = {}): Given => ({
  alerts: { A: { expr: 'lag_seconds > 1', json, ...more } },
});
const group = (json: RuleJson): Given => ({
  alerts: { A: 'lag_seconds > 1' },
  bundle: { groups: { shop: { interval: '1m', json } } },
});

export default cases('rule/json', {
  trips: {
    'the expression': {
      given: alert({ expr: 'up == 0' }),
      says: 'json sets expr, and so does the option when',
      expects: 'when alone',
    },
    'a duration that an option sets': { given: alert({ for: '10m' }, { for: '5m' }), says: 'the option for' },
    'a label that an option sets': {
      given: alert({ labels: { team: 'b' } }, { labels: { team: 'a' } }),
      says: 'json sets labels.team, and so does the option labels',
    },
    'a field of a group that an option sets': {
      given: group({ interval: '2m' }),
      says: 'group shop: json sets interval, and so does the option interval',
      path: 'shop',
    },
    'the rules of a group': { given: group({ rules: [] }), says: 'json sets rules' },
    'a misspelt field': { given: alert({ keep_firing: '5m' }), level: 'warning', says: 'keep_firing' },
    'a misspelt field of a group': {
      given: group({ query_ofset: '5m' }),
      level: 'warning',
      suggests: 'query_offset',
    },
  },
  silent: {
    'another label and another annotation': {
      given: alert({ labels: { team: 'b' }, annotations: { owner: 'me' } }, { labels: { of: 'a' } }),
    },
    'a duration that no option sets': { given: alert({ keep_firing_for: '10m' }) },
    'a field of a group that no option sets': { given: group({ limit: 5 }) },
    'no json': { given: { alerts: { A: 'lag_seconds > 1' } } },
    'a group with its rules': {
      given: { alerts: { A: 'lag_seconds > 1' }, bundle: { groups: { shop: { interval: '1m' } } } },
    },
  },
});
