import { cases } from '../../support.js';

const panel = (
  match: object,
  properties: object,
  legend = 'Errors',
  type: 'timeseries' | 'stat' | 'table' = 'timeseries',
) => ({
  panels: [{ expr: 'lag_seconds', legend, type, overrides: [{ match, properties }] as never }],
});

export default cases('dash/override', {
  trips: {
    'a misspelt option of the panel': {
      given: panel({ name: 'Errors' }, { 'custom.axisPlacment': 'right' }),
      says: 'custom.axisPlacment',
      suggests: 'custom.axisPlacement',
    },
    'a part of an option that the panel does not have': {
      given: panel({ query: 'A' }, { 'custom.footers.reducers': ['sum'] }, 'Errors', 'table'),
      says: 'custom.footers.reducers, which a table panel does not have',
    },
    'a misspelt property of any field': {
      given: panel({ name: 'Errors' }, { decimal: 2 }),
      suggests: 'decimals',
    },
    'an option that only other panels have': {
      given: panel({ name: 'Errors' }, { 'custom.lineWidth': 2 }, 'Errors', 'stat'),
      says: 'a stat panel does not have',
    },
    'a series that is not there': { given: panel({ name: 'Error' }, { unit: 's' }), suggests: 'Errors' },
    'a series with labels that is not there': {
      given: panel({ name: 'lag of orders' }, { unit: 's' }, 'Lag of {{topic}}'),
      says: 'the series "lag of orders"',
    },
    'a pattern that no series matches': {
      given: panel({ pattern: '/^Warn/' }, { unit: 's' }),
      says: 'no series does',
    },
    'a query that is not there': { given: panel({ query: 'B' }, { unit: 's' }), says: 'the query B' },
  },
  silent: {
    'a hidden column, as Grafana 13 stores it': {
      given: panel({ query: 'A' }, { 'custom.hideFrom.viz': true }, 'Errors', 'table'),
    },
    'a part of an option': {
      given: panel({ query: 'A' }, { 'custom.footer.reducers': ['sum'] }, 'Errors', 'table'),
    },
    'a series by its name': {
      given: panel({ name: 'Errors' }, { 'custom.axisPlacement': 'right', unit: 's' }),
    },
    'a series by labels': { given: panel({ name: 'Lag of orders' }, { unit: 's' }, 'Lag of {{topic}}') },
    'a pattern that depends on labels': {
      given: panel({ pattern: '/fills/' }, { unit: 's' }, 'Lag of {{topic}}'),
    },
    'a query and a type': { given: panel({ query: 'A' }, { color: { mode: 'fixed', fixedColor: 'red' } }) },
  },
});
