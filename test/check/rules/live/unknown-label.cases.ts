import { cases } from '../../support.js';

const page = 'lag_seconds{queue="orders"} 1\n';

export default cases('live/unknown-label', {
  trips: {
    'a label that a rule groups by and an alert names': {
      given: {
        records: [['job:lag:max', 'max by (topic) (lag_seconds)']],
        alerts: { A: { expr: 'job:lag:max > 5', summary: 'Lag of {{ $labels.topic }}' } },
        panels: ['sum(lag_seconds)'],
      },
      page,
      says: 'has the label topic: this breaks 1 alert (A) and 1 recording rule (job:lag:max)',
      suggests: 'they have queue, which the catalog does not declare: was it renamed?',
      path: 'shop/metrics/lag_seconds',
    },
    'a label that a selector needs, with all that reads the result': {
      given: {
        records: [['job:lag:orders', 'lag_seconds{topic="orders"}']],
        alerts: { A: 'sum(job:lag:orders) > 5' },
      },
      page,
      says: '1 alert (A) and 1 recording rule (job:lag:orders)',
    },
    'a legend that names it': { given: { panels: [{ expr: 'lag_seconds', legend: '{{topic}}' }] }, page },
    'two sides that are matched by it': {
      given: { panels: ['lag_seconds / on (topic) lag_limit_seconds'] },
      page,
    },
    'a side that keeps it while the other loses it': {
      given: { panels: ['lag_seconds / lag_limit_seconds'] },
      page,
    },
    'a label that nothing reads': { given: { panels: ['sum(lag_seconds)'] }, page, level: 'info' },
    'a label of the scrape that no scrape attaches': {
      given: { panels: ['sum by (job) (fill_ratio)'] },
      page: 'fill_ratio{instance="i"} 1\n',
      server: { targetLabels: new Set(['instance']) },
      level: 'info',
    },
  },
  silent: {
    'a label that some series have': {
      given: { panels: ['sum by (topic) (lag_seconds)'] },
      page: 'lag_seconds 1\nlag_seconds{topic="a"} 1\n',
    },
    'a label of the scrape, of which a page knows nothing': {
      given: { panels: ['sum by (job) (fill_ratio)'] },
      page: 'fill_ratio 1\n',
    },
    'a metric that is not there': {
      given: { panels: ['sum by (topic) (lag_seconds)'] },
      page: 'fill_ratio 1\n',
    },
  },
});
