import { type Annotation, annotation, datasource, panel } from 'dashwright';
import { expect, test } from 'vitest';
import { frameOf, metrics, thanos } from './frame.js';

const common = { enable: true, name: 'N', iconColor: 'blue' };
const marked = panel.text({ title: 'Marked', markdown: 'x', id: 7 });

const annotations: Readonly<Record<string, readonly [Annotation, object]>> = {
  'an expression of Prometheus': [
    annotation.query({
      name: 'N',
      expr: metrics.jobs,
      title: '{{queue}}',
      text: 'T',
      tags: ['queue', 'pod'],
      step: '1m',
      useValueForTime: true,
      source: thanos,
    }),
    {
      ...common,
      datasource: { type: 'prometheus', uid: '${thanos}' },
      expr: 'jobs',
      titleFormat: '{{queue}}',
      textFormat: 'T',
      tagKeys: 'queue,pod',
      step: '1m',
      useValueForTime: true,
    },
  ],
  'lines of Loki': [
    annotation.logs({ name: 'N', expr: '{app="a"} |= "deployed"', title: 'T', tags: ['pod'], maxLines: 50 }),
    {
      ...common,
      datasource: { type: 'loki', uid: '${loki}' },
      expr: '{app="a"} |= "deployed"',
      titleFormat: 'T',
      tagKeys: 'pod',
      maxLines: 50,
    },
  ],
  'Grafana’s own with tags': [
    annotation.grafana({ name: 'N', tags: ['deploy', 'prod'], matchAny: true, limit: 10 }),
    {
      ...common,
      datasource: { type: 'grafana', uid: '-- Grafana --' },
      target: { type: 'tags', tags: ['deploy', 'prod'], matchAny: true, limit: 10 },
    },
  ],
  'Grafana’s own of the dashboard': [
    annotation.grafana({ name: 'N' }),
    { type: 'dashboard', target: { type: 'dashboard', tags: [], matchAny: false, limit: 100 } },
  ],
  'any data source': [
    annotation.raw({
      name: 'N',
      source: datasource('elasticsearch', { name: 'es' }),
      json: { query: 'deploy', timeField: '@timestamp' },
    }),
    {
      ...common,
      datasource: { type: 'elasticsearch', uid: '${es}' },
      query: 'deploy',
      timeField: '@timestamp',
    },
  ],
  'only on some panels': [
    annotation.grafana({ name: 'N', panels: [marked] }),
    { filter: { exclude: false, ids: [7] } },
  ],
  'not on some panels': [
    annotation.query({ name: 'N', expr: metrics.jobs, exceptPanels: [7] }),
    { filter: { exclude: true, ids: [7] } },
  ],
  'switched off, in a colour': [
    annotation.alerts({ name: 'N', enabled: false, color: '#123456' }),
    { name: 'N', enable: false, iconColor: '#123456' },
  ],
  'without a switch': [annotation.grafana({ name: 'N', hide: true }), { hide: true }],
  'in the menu of controls': [
    annotation.grafana({ name: 'N', hide: 'menu' }),
    { placement: 'inControlsMenu' },
  ],
  'anything else': [
    annotation.query({ name: 'N', expr: metrics.jobs, json: { mappings: { time: { value: 't' } } } }),
    { expr: 'jobs', mappings: { time: { value: 't' } } },
  ],
};

test.each(Object.entries(annotations))('annotations: %s', async (_, [one, expected]) => {
  const { annotations: written } = await frameOf({ annotations: [one], rows: [marked] });
  expect(written.list[0]).toMatchObject(expected);
});
