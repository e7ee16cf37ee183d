import { cases, type Given } from '../../support.js';

const alerts = (count: number): Given => ({
  alerts: Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`A${index}`, `lag_seconds > ${index}`]),
  ),
});

export default cases('target/limits', {
  trips: {
    'more than 20 rules in a group for Mimir': {
      given: alerts(21),
      options: { backends: ['mimir'] },
      says: '21 rules, but Mimir accepts 20',
    },
    'the same for Azure': { given: alerts(21), options: { backends: ['azure'] } },
    'an interval that Azure does not take': {
      given: { ...alerts(1), bundle: { groups: { shop: { interval: '30s' } } } },
      options: { backends: ['azure'] },
      says: '1 to 15 minutes',
    },
    'more than 70 groups for Mimir': {
      given: {
        records: Array.from(
          { length: 71 },
          (_, index) => [`a:b:c${index}`, 'max(lag_seconds)', { group: `g${index}` }] as const,
        ),
      },
      options: { backends: ['mimir'] },
      says: '71 rule groups',
    },
    'keepFiringFor on Azure': {
      given: { alerts: { A: { expr: 'lag_seconds > 1', keepFiringFor: '5m' } } },
      options: { backends: ['azure'] },
      level: 'warning',
    },
  },
  silent: {
    '20 rules': { given: alerts(20), options: { backends: ['mimir', 'azure'] } },
    'any number for Prometheus': { given: alerts(50), options: { backends: ['prometheus'] } },
    'no backend named': { given: alerts(50) },
  },
});
