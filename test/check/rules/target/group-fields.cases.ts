import { azure, type GroupOptions } from 'dashwright';
import { cases, type Given } from '../../support.js';

const group = (options: GroupOptions, more: Given['bundle'] = {}): Given => ({
  alerts: { A: 'lag_seconds > 1' },
  bundle: { groups: { shop: options }, ...more },
});
const tenants = group({ sourceTenants: ['a'] });

export default cases('target/group-fields', {
  trips: {
    'a field of Mimir where no backend is named': {
      given: tenants,
      says: 'source_tenants, which only Mimir reads',
      expects: "backends: ['mimir']",
    },
    'a field of Mimir in Prometheus': {
      given: tenants,
      options: { backends: ['prometheus'] },
      level: 'error',
      says: 'which Prometheus refuses',
    },
    'a field of Mimir in Thanos': {
      given: group({ alignEvaluationTimeOnInterval: true }),
      options: { backends: ['thanos', 'mimir'] },
      level: 'error',
      says: 'which Thanos refuses',
    },
    'a field of Thanos': { given: group({ partialResponseStrategy: 'warn' }), says: 'only Thanos reads' },
    'a limit in Azure': {
      given: group({ limit: 1 }, { azure: azure() }),
      says: 'limit, which Azure Managed Prometheus',
    },
  },
  silent: {
    'a field of Mimir in Mimir': { given: tenants, options: { backends: ['mimir'] } },
    'a field of Thanos in Thanos': {
      given: group({ partialResponseStrategy: 'abort' }),
      options: { backends: ['thanos'] },
    },
    'an interval in Azure': { given: group({ interval: '1m', labels: { a: 'b' } }, { azure: azure() }) },
  },
});
