import { datasource, labelValues, panel, signal, type Variable, variable } from 'dashwright';
import { expect, test } from 'vitest';
import { frameOf, metrics, thanos, variableOf } from './frame.js';

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

test('All is a list if a variable or the dashboard says so', async () => {
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

test('a variable with All or several values is matched with a regular expression, in any notation of All', async () => {
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
