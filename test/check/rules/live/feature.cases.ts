import { cases } from '../../support.js';

const page = 'fill_ratio 1\nlag_seconds{topic="orders"} 1\n';

export default cases('live/feature', {
  trips: {
    'a function that is newer than the server': {
      given: { panels: ['clamp(fill_ratio, 0, 1)'] },
      page,
      server: { version: '2.20.0' },
      says: 'clamp() requires Prometheus 2.26, but the target is 2.20.0 (Prometheus at prod)',
      path: 'shop/dashboards/shop/panels/Panel',
      at: 'clamp',
    },
    'a flag that it was not started with': {
      given: { panels: ['info(fill_ratio)'] },
      page,
      server: { version: '3.5.0', features: new Set() },
      options: { features: ['promql-experimental-functions'] },
      says: '--enable-feature=promql-experimental-functions',
    },
    'a field of a rule': {
      given: { alerts: { A: { expr: 'fill_ratio > 1', keepFiringFor: '5m' } } },
      page,
      server: { version: '2.40.1' },
      says: 'keep_firing_for',
    },
    'native histograms that are not scraped': {
      given: { panels: ['histogram_count(rate(size_bytes[5m]))', 'fill_ratio'] },
      page,
      server: { version: '3.2.0', features: new Set() },
      says: 'native-histograms',
    },
  },
  silent: {
    'what it supports': {
      given: { panels: ['clamp(fill_ratio, 0, 1)'] },
      page,
      server: { version: '3.5.0' },
    },
    'a server that does not say what it is': {
      given: { panels: ['clamp(fill_ratio, 0, 1)'] },
      page,
      server: {},
    },
    'what a plain check finds too': {
      given: { panels: ['info(fill_ratio)'] },
      page,
      server: { version: '3.5.0', features: new Set() },
    },
  },
});
