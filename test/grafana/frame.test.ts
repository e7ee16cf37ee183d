import {
  type Annotation,
  annotation,
  catalog,
  type DashboardLink,
  type DashboardOptions,
  dashboard,
  datasource,
  gauge,
  labelValues,
  panel,
  signal,
  type Variable,
  variable,
} from 'dashwright';
import { describe, expect, test } from 'vitest';
import { dashboardsOf } from '../support/grafana.js';

const metrics = catalog({ jobs: gauge({ help: 'Jobs.', unit: 'jobs', labels: { queue: ['mail'] } }) });
const thanos = datasource('prometheus', { name: 'thanos' });

interface Frame {
  readonly templating: { readonly list: readonly { readonly name: string }[] };
  readonly annotations: { readonly list: readonly unknown[] };
  readonly links: readonly unknown[];
}

async function frameOf(options: Partial<DashboardOptions>): Promise<Frame> {
  const board = dashboard({ uid: 'd', title: 'D', rows: [], ...options });
  const [json] = await dashboardsOf({ metrics, dashboards: [board] });
  return json as unknown as Frame;
}

async function variableOf(one: Variable): Promise<object | undefined> {
  const { templating } = await frameOf({ variables: [one] });
  return templating.list.find(({ name }) => name === one.name);
}

const values = ['a', 'b', 'c'];

const variables: Readonly<Record<string, readonly [Variable, object]>> = {
  'a default': [
    variable.query({ name: 'v', query: 'label_values(queue)', default: 'mail' }),
    { current: { text: 'mail', value: 'mail' }, multi: false, includeAll: false },
  ],
  'several defaults': [
    variable.query({ name: 'v', query: 'label_values(queue)', multi: true, default: ['mail', 'print'] }),
    { current: { text: ['mail', 'print'], value: ['mail', 'print'] } },
  ],
  'a default by its label': [
    variable.custom({ name: 'v', values: { First: '1', Second: '2' }, default: '2' }),
    { current: { text: 'Second', value: '2' } },
  ],
  'All that is a pattern': [
    variable.custom({ name: 'v', values, includeAll: true }),
    { includeAll: true, allValue: '.*', current: { text: 'All', value: '$__all' } },
  ],
  'All that is a pattern of its own': [
    variable.custom({ name: 'v', values, includeAll: true, allValue: '.+' }),
    { includeAll: true, allValue: '.+' },
  ],
  'All that starts elsewhere': [
    variable.custom({ name: 'v', values, includeAll: true, default: 'b' }),
    { includeAll: true, current: { text: 'b', value: 'b' } },
  ],
  'All among several': [
    variable.custom({ name: 'v', values, includeAll: true, multi: true, default: 'All' }),
    { current: { text: ['All'], value: ['$__all'] } },
  ],
  'no values of one’s own': [
    variable.custom({ name: 'v', values, allowCustomValue: false }),
    { allowCustomValue: false },
  ],
  'no sorting': [variable.query({ name: 'v', query: 'metrics(a)', sort: 'none' }), { sort: 0 }],
  'descending order': [variable.query({ name: 'v', query: 'up', sort: 'descending' }), { sort: 2 }],
  'order of numbers': [variable.query({ name: 'v', query: 'up', sort: 'numeric' }), { sort: 3 }],
  'descending numbers': [variable.query({ name: 'v', query: 'up', sort: 'numericDescending' }), { sort: 4 }],
  'order without case': [variable.query({ name: 'v', query: 'up', sort: 'ignoringCase' }), { sort: 5 }],
  'the same, descending': [
    variable.query({ name: 'v', query: 'up', sort: 'ignoringCaseDescending' }),
    { sort: 6 },
  ],
  'natural order': [variable.query({ name: 'v', query: 'up', sort: 'natural' }), { sort: 7 }],
  'the same descending': [variable.query({ name: 'v', query: 'up', sort: 'naturalDescending' }), { sort: 8 }],
  'a pattern on texts': [
    variable.query({ name: 'v', query: 'up', regex: '/a(.*)/', regexApplyTo: 'text' }),
    { regex: '/a(.*)/', regexApplyTo: 'text' },
  ],
  'refresh never': [variable.query({ name: 'v', query: 'up', refresh: 'never' }), { refresh: 0 }],
  'refresh with the dashboard': [variable.query({ name: 'v', query: 'up', refresh: 'load' }), { refresh: 1 }],
  'label values of a metric': [
    variable.query({ name: 'v', query: labelValues(metrics.jobs, 'queue'), source: thanos }),
    {
      definition: 'label_values(jobs, queue)',
      query: { qryType: 1, query: 'label_values(jobs, queue)', refId: 'v-variable' },
      datasource: { type: 'prometheus', uid: '${thanos}' },
    },
  ],
  'label names': [
    variable.query({ name: 'v', query: 'label_names(jobs)' }),
    { query: { qryType: 0, query: 'label_names(jobs)' } },
  ],
  'metric names': [
    variable.query({ name: 'v', query: 'metrics(job.*)' }),
    { query: { qryType: 2, query: 'metrics(job.*)' } },
  ],
  'the result of a query': [
    variable.query({ name: 'v', query: 'query_result(topk(3, jobs))' }),
    { query: { qryType: 3, query: 'query_result(topk(3, jobs))' } },
  ],
  series: [
    variable.query({ name: 'v', query: 'jobs{queue="mail"}' }),
    { query: { qryType: 4, query: 'jobs{queue="mail"}' } },
  ],
  'label values of Loki': [
    variable.query({ name: 'v', query: 'label_values({app="a"}, pod)', source: datasource('loki') }),
    {
      definition: 'label_values({app="a"}, pod)',
      query: { refId: 'v-variable', type: 1, label: 'pod', stream: '{app="a"}' },
      datasource: { type: 'loki', uid: '${loki}' },
    },
  ],
  'label names of Loki': [
    variable.query({ name: 'v', query: 'label_names()', source: datasource('loki') }),
    { query: { refId: 'v-variable', type: 0 } },
  ],
  'label values of Tempo': [
    variable.query({
      name: 'v',
      query: 'label_values(resource.service.name)',
      source: datasource('tempo'),
    }),
    { query: { refId: 'v-variable', type: 1, label: 'resource.service.name' } },
  ],
  'a text of any data source': [
    variable.query({ name: 'v', query: 'SELECT name FROM shops', source: datasource('mysql') }),
    { query: 'SELECT name FROM shops', definition: 'SELECT name FROM shops' },
  ],
  'data of any data source': [
    variable.query({
      name: 'v',
      query: { queryType: 'regions', region: 'default' },
      source: datasource('cloudwatch'),
    }),
    { query: { queryType: 'regions', region: 'default' } },
  ],
  'an interval with auto': [
    variable.interval({ name: 'v', values: ['1m', '5m'], auto: { count: 50, min: '1m' }, default: 'auto' }),
    {
      auto: true,
      auto_count: 50,
      auto_min: '1m',
      query: '1m,5m',
      current: { text: 'auto', value: '$__auto_interval_v' },
    },
  ],
  'an interval that is not the first': [
    variable.interval({ name: 'v', values: ['1m', '5m'], default: '5m' }),
    { auto: false, current: { text: '5m', value: '5m' } },
  ],
  'a text': [variable.text({ name: 'v', default: 'x' }), { type: 'textbox', query: 'x' }],
  'a constant': [variable.constant({ name: 'v', value: 'x' }), { type: 'constant', query: 'x' }],
  'ad hoc filters': [
    variable.adhoc({
      name: 'v',
      source: thanos,
      filters: [
        { label: 'queue', value: 'mail' },
        { label: 'pod', operator: '=~', value: 'a.*' },
      ],
      allowCustomValue: false,
    }),
    {
      type: 'adhoc',
      datasource: { type: 'prometheus', uid: '${thanos}' },
      filters: [
        { key: 'queue', operator: '=', value: 'mail' },
        { key: 'pod', operator: '=~', value: 'a.*' },
      ],
      allowCustomValue: false,
    },
  ],
  'a label, a description and no place': [
    variable.text({ name: 'v', label: 'L', description: 'D', hide: 'variable' }),
    { label: 'L', description: 'D', hide: 2 },
  ],
  'no label': [variable.text({ name: 'v', hide: 'label' }), { hide: 1 }],
  'a place in the menu of controls': [variable.text({ name: 'v', hide: 'menu' }), { hide: 3 }],
  'anything else': [
    variable.query({
      name: 'v',
      query: 'up',
      json: { skipUrlSync: true, staticOptions: [{ text: 'None', value: '' }] },
    }),
    { skipUrlSync: true, staticOptions: [{ text: 'None', value: '' }] },
  ],
  'another type': [
    variable.raw({ name: 'v', label: 'Group by', json: { type: 'groupby', multi: true } }),
    { type: 'groupby', name: 'v', label: 'Group by', multi: true },
  ],
};

test.each(Object.entries(variables))('variables: %s', async (_, [one, expected]) => {
  expect(await variableOf(one)).toMatchObject(expected);
});

test('All is a list where a variable or the dashboard says so', async () => {
  const list = variable.custom({ name: 'v', values, includeAll: 'list' });
  expect(await variableOf(list)).not.toHaveProperty('allValue');
  expect(await variableOf(list)).toMatchObject({ includeAll: true, current: { value: '$__all' } });
  const plain = variable.custom({ name: 'v', values, includeAll: true });
  const pattern = variable.custom({ name: 'w', values, includeAll: 'pattern' });
  const { templating } = await frameOf({ variables: [plain, pattern], defaults: 'grafana' });
  const [v, w] = templating.list;
  expect(v).not.toHaveProperty('allValue');
  expect(w).toMatchObject({ allValue: '.*' });
});

test('a variable that is All or several narrows with a pattern, however All is said', async () => {
  const board = (includeAll: boolean | 'list' | 'pattern') => ({
    variables: [
      variable.query({
        name: 'queue',
        query: labelValues(metrics.jobs, 'queue'),
        filters: 'queue',
        includeAll,
      }),
    ],
  });
  for (const [all, expr] of [
    [true, 'jobs{queue=~"$queue"}'],
    ['list', 'jobs{queue=~"$queue"}'],
    ['pattern', 'jobs{queue=~"$queue"}'],
    [false, 'jobs{queue="$queue"}'],
  ] as const) {
    const rows = [panel.timeseries({ title: 'P', show: signal({ title: 'Jobs', expr: metrics.jobs }) })];
    const { panels } = (await frameOf({ ...board(all), rows })) as unknown as {
      panels: { targets: { expr: string }[] }[];
    };
    expect(panels[0]?.targets[0]?.expr).toBe(expr);
  }
});

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

const links: Readonly<Record<string, readonly [DashboardLink, object]>> = {
  'an address': [
    { title: 'L', url: 'https://example.com', icon: 'doc', tooltip: 'T', newTab: true },
    {
      type: 'link',
      title: 'L',
      url: 'https://example.com',
      icon: 'doc',
      tooltip: 'T',
      targetBlank: true,
      keepTime: true,
      includeVars: true,
    },
  ],
  'nothing goes with it': [
    { title: 'L', url: 'https://example.com', keepTime: false, keepVariables: false },
    { icon: 'external link', keepTime: false, includeVars: false, targetBlank: false },
  ],
  'dashboards by tags': [
    {
      title: 'L',
      tags: ['a', 'b'],
      menu: true,
      icon: 'bolt',
      tooltip: 'T',
      newTab: true,
      keepTime: false,
      keepVariables: false,
    },
    {
      type: 'dashboards',
      tags: ['a', 'b'],
      asDropdown: true,
      icon: 'bolt',
      tooltip: 'T',
      targetBlank: true,
      keepTime: false,
      includeVars: false,
    },
  ],
  'anything else': [
    { title: 'L', tags: ['a'], json: { placement: 'inControlsMenu' } },
    { icon: 'dashboard', placement: 'inControlsMenu' },
  ],
};

test.each(Object.entries(links))('links: %s', async (_, [one, expected]) => {
  const { links: written } = await frameOf({ links: [one] });
  expect(written[0]).toMatchObject(expected);
});

describe('the frame of a dashboard', () => {
  test('has what is set', async () => {
    const frame = await frameOf({
      description: 'About',
      tags: ['x'],
      time: { from: 'now-2d', to: 'now-1d' },
      timezone: 'Europe/Berlin',
      weekStart: 'sunday',
      liveNow: true,
      refresh: false,
      editable: true,
      crosshair: 'tooltip',
      timePicker: {
        hidden: false,
        refreshIntervals: ['30s', '5m'],
        quickRanges: [{ title: 'Shift', from: 'now-8h', to: 'now' }],
        nowDelay: '1m',
      },
      json: { fiscalYearStartMonth: 3, preload: true },
    });
    expect(frame).toMatchObject({
      description: 'About',
      tags: ['x'],
      time: { from: 'now-2d', to: 'now-1d' },
      timezone: 'Europe/Berlin',
      weekStart: 'sunday',
      liveNow: true,
      refresh: '',
      editable: true,
      graphTooltip: 2,
      timepicker: {
        hidden: false,
        refresh_intervals: ['30s', '5m'],
        quick_ranges: [{ display: 'Shift', from: 'now-8h', to: 'now' }],
        nowDelay: '1m',
      },
      fiscalYearStartMonth: 3,
      preload: true,
    });
  });

  test('adds nothing if nothing is set', async () => {
    const frame = await frameOf({});
    for (const key of ['timepicker', 'weekStart', 'liveNow']) expect(frame).not.toHaveProperty(key);
    expect(frame).toMatchObject({ refresh: '1m', time: { from: 'now-6h', to: 'now' }, graphTooltip: 1 });
    expect(await frameOf({ timePicker: false })).toMatchObject({ timepicker: { hidden: true } });
  });
});
