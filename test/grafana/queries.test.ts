import {
  annotation,
  type CommonPanelOptions,
  catalog,
  counter,
  dashboard,
  dashboardQuery,
  datasource,
  expression,
  gauge,
  logs,
  panel,
  query,
  rate,
  rawQuery,
  row,
  runbook,
  signal,
  sli,
  slo,
  sum,
  traces,
  variable,
} from 'dashwright';
import { describe, expect, test } from 'vitest';
import { dashboardsOf } from '../support/grafana.js';

const metrics = catalog({
  queue_length: gauge({ help: 'Waiting.', unit: 'jobs', labels: { queue: ['a'] } }),
  jobs_total: counter({ help: 'Jobs.', unit: 'jobs' }),
});
const queue = signal({ title: 'Queue', expr: metrics.queue_length });
const jobs = signal({ title: 'Jobs', expr: rate(metrics.jobs_total) });
const thanos = datasource('prometheus', {
  name: 'thanos',
  label: 'Thanos',
  regex: '/thanos/',
  default: 'Thanos EU',
});

type More = Omit<Parameters<typeof dashboard>[0], 'uid' | 'title' | 'rows'>;

async function boardOf(rows: Parameters<typeof dashboard>[0]['rows'], more: More = {}) {
  const [json] = await dashboardsOf({
    metrics,
    dashboards: [dashboard({ uid: 'a', title: 'A', rows, ...more })],
  });
  return json ?? expect.fail();
}

async function shown(show: NonNullable<CommonPanelOptions['show']>, more: Partial<CommonPanelOptions> = {}) {
  const [made] = (await boardOf([panel.timeseries({ title: 'P', show, ...more })])).panels;
  return made ?? expect.fail();
}

const prometheus = { type: 'prometheus', uid: '${datasource}' };
const mixed = { type: 'datasource', uid: '-- Mixed --' };

test.each([
  [
    'a single series without labels is named after its signal, not after its expression',
    signal({ title: 'Waiting in all', expr: sum(metrics.queue_length) }),
    'Waiting in all',
  ],
  ['the labels name series of one signal', queue, '{{queue}}'],
  ['an expression by itself has no title', query(sum(metrics.queue_length)), '__auto'],
] as const)('%s', async (_, show, legendFormat) => {
  expect((await shown(show)).targets).toEqual([expect.objectContaining({ legendFormat })]);
});

describe('options of queries are in the JSON', () => {
  test('of Prometheus', async () => {
    const { targets } = await shown([
      query(queue, {
        id: 'slow',
        legend: '{{queue}}',
        instant: true,
        range: true,
        format: 'table',
        minStep: '1m',
        resolution: 2,
        exemplar: true,
        hide: true,
        json: { groupByKeys: ['queue'] },
      }),
      queue,
    ]);
    expect(targets).toEqual([
      {
        refId: 'slow',
        datasource: prometheus,
        expr: 'queue_length',
        legendFormat: '{{queue}}',
        instant: true,
        range: true,
        format: 'table',
        interval: '1m',
        intervalFactor: 2,
        exemplar: true,
        hide: true,
        groupByKeys: ['queue'],
      },
      expect.objectContaining({ refId: 'A', range: true, legendFormat: 'Queue {{queue}}' }),
    ]);
  });

  test('of an expression without a signal', async () => {
    const made = await shown(query(rate(metrics.jobs_total), { window: '10m' }));
    expect(made.targets).toMatchObject([{ refId: 'A', expr: 'rate(jobs_total[10m])', range: true }]);
    expect(made.fieldConfig.defaults.unit).toBe(jobs.unit);
  });

  test('a range query only, where others are instant too', async () => {
    const [made] = (await boardOf([panel.stat({ title: 'P', show: query(queue, { range: true }) })])).panels;
    expect(made?.targets).toMatchObject([{ range: true, instant: false }]);
  });

  test('of Loki and Tempo', async () => {
    const { targets } = await shown([
      logs('{app="api"}', {
        id: 'lines',
        minStep: '1m',
        resolution: 3,
        maxLines: 50,
        order: 'oldest',
        hide: true,
        json: { editorMode: 'code' },
      }),
      traces('{ duration > 1s }', { limit: 5, spans: 2, as: 'spans', json: { groupBy: [] } }),
    ]);
    expect(targets).toMatchObject([
      {
        refId: 'lines',
        datasource: { type: 'loki', uid: '${loki}' },
        queryType: 'range',
        step: '1m',
        resolution: 3,
        maxLines: 50,
        direction: 'forward',
        hide: true,
        editorMode: 'code',
      },
      { refId: 'A', limit: 5, spss: 2, tableType: 'spans', groupBy: [] },
    ]);
  });

  test('ids that are used are skipped in A, B, …', async () => {
    const { targets } = await shown([queue, query(jobs, { id: 'A' }), queue]);
    expect(targets.map(({ refId }) => refId)).toEqual(['B', 'A', 'C']);
  });

  test('of any other data source', async () => {
    const sql = datasource('grafana-postgresql-datasource', { uid: 'orders' });
    const made = await shown(
      rawQuery({ source: sql, json: { rawSql: 'SELECT 1', format: 'table' }, hide: true }),
    );
    const reference = { type: 'grafana-postgresql-datasource', uid: 'orders' };
    expect(made.datasource).toEqual(reference);
    expect(made.targets).toEqual([
      { refId: 'A', datasource: reference, rawSql: 'SELECT 1', format: 'table', hide: true },
    ]);
  });

  test('of another panel', async () => {
    const graph = panel.timeseries({ title: 'G', show: queue, id: 40 });
    const { panels } = await boardOf([
      panel.stat({ title: 'S', show: dashboardQuery(graph, { withTransforms: true }) }),
      graph,
    ]);
    const reference = { type: 'datasource', uid: '-- Dashboard --' };
    expect(panels[0]).toMatchObject({
      datasource: reference,
      targets: [{ refId: 'A', datasource: reference, panelId: 40, withTransforms: true }],
    });
  });
});

test('expressions of all kinds', async () => {
  const first = query(queue, { id: 'waiting', hide: true });
  const made = await shown([
    first,
    jobs,
    expression.math('$waiting / $A * 100', { id: 'ratio' }),
    expression.reduce(first, { reducer: 'mean', mode: 'replaceNN', replaceWith: 0 }),
    expression.reduce(jobs, { reducer: 'max' }),
    expression.resample('A', { window: '5m', upsampler: 'pad' }),
    expression.threshold('ratio', { within_range: [1, 2] }, { until: { lt: 1 } }),
    expression.classicConditions([{ of: first, reducer: 'avg', when: { gt: 5 } }]),
    expression.sql('SELECT * FROM A', { hide: true, json: { queryType: 'x' } }),
  ]);
  const own = { type: '__expr__', uid: '__expr__' };
  expect(made.datasource).toEqual(prometheus);
  expect(made.targets.slice(2)).toEqual([
    { refId: 'ratio', datasource: own, type: 'math', expression: '$waiting / $A * 100' },
    {
      refId: 'B',
      datasource: own,
      type: 'reduce',
      expression: 'waiting',
      reducer: 'mean',
      settings: { mode: 'replaceNN', replaceWithValue: 0 },
    },
    { refId: 'C', datasource: own, type: 'reduce', expression: 'A', reducer: 'max' },
    {
      refId: 'D',
      datasource: own,
      type: 'resample',
      expression: 'A',
      window: '5m',
      downsampler: 'mean',
      upsampler: 'pad',
    },
    {
      refId: 'E',
      datasource: own,
      type: 'threshold',
      expression: 'ratio',
      conditions: [
        {
          evaluator: { type: 'within_range', params: [1, 2] },
          unloadEvaluator: { type: 'lt', params: [1] },
        },
      ],
    },
    {
      refId: 'F',
      datasource: own,
      type: 'classic_conditions',
      conditions: [
        {
          type: 'query',
          evaluator: { type: 'gt', params: [5] },
          operator: { type: 'and' },
          query: { params: ['waiting'] },
          reducer: { type: 'avg', params: [] },
        },
      ],
    },
    {
      refId: 'G',
      datasource: own,
      type: 'sql',
      expression: 'SELECT * FROM A',
      format: 'table',
      hide: true,
      queryType: 'x',
    },
  ]);
});

test('json of dashboards and rows is merged last', async () => {
  const board = await boardOf([row('R', [], { json: { datasource: { type: 'loki', uid: 'x' } } })], {
    json: { fiscalYearStartMonth: 3, timepicker: { nowDelay: '1m' } },
    timePicker: false,
  });
  expect(board).toMatchObject({
    fiscalYearStartMonth: 3,
    timepicker: { hidden: true, nowDelay: '1m' },
    panels: [{ type: 'row', title: 'R', datasource: { uid: 'x' } }],
  });
});

describe('data sources', () => {
  const variablesOf = ({ templating }: Awaited<ReturnType<typeof boardOf>>) =>
    templating.list.filter(({ type }) => type === 'datasource');

  test('of one query: the panel is mixed if they differ', async () => {
    const made = await shown([queue, query(jobs, { source: thanos })]);
    expect(made.datasource).toEqual(mixed);
    expect(made.targets.map((target) => target.datasource)).toEqual([
      prometheus,
      { type: 'prometheus', uid: '${thanos}' },
    ]);
    const same = await shown([query(queue, { source: thanos }), query(jobs, { source: thanos })]);
    expect(same.datasource).toEqual({ type: 'prometheus', uid: '${thanos}' });
  });

  test('the dashboard has the variables of all data sources that are used', async () => {
    const board = await boardOf([
      panel.timeseries({ title: 'P', show: [query(queue, { source: thanos }), logs('{app="api"}')] }),
      panel.timeseries({
        title: 'Q',
        show: rawQuery({ source: datasource('cloudwatch', { multi: true }), json: {} }),
      }),
    ]);
    expect(variablesOf(board)).toMatchObject([
      { name: 'datasource', label: 'Metrics', query: 'prometheus' },
      {
        name: 'thanos',
        label: 'Thanos',
        query: 'prometheus',
        regex: '/thanos/',
        current: { text: 'Thanos EU', value: 'Thanos EU' },
      },
      { name: 'loki', query: 'loki' },
      { name: 'cloudwatch', query: 'cloudwatch', multi: true },
    ]);
  });

  test('of a panel and of a dashboard, each for the queries that it supports', async () => {
    const other = datasource('loki', { uid: 'audit' });
    const board = await boardOf(
      [
        panel.timeseries({ title: 'P', show: [queue, logs('{app="api"}')] }),
        panel.timeseries({
          title: 'Q',
          show: queue,
          source: datasource('prometheus', { uid: 'Prometheus' }),
        }),
      ],
      {
        source: [thanos, other],
        variables: [
          variable.query({ name: 'queue', query: 'label_values(queue)' }),
          variable.adhoc({ name: 'f' }),
        ],
        annotations: [
          annotation.alerts(),
          annotation.query({ name: 'x', expr: metrics.queue_length, source: datasource('prometheus') }),
        ],
      },
    );
    const uid = '${thanos}';
    expect(board.panels).toMatchObject([
      { targets: [{ datasource: { uid } }, { datasource: { type: 'loki', uid: 'audit' } }] },
      { datasource: { type: 'prometheus', uid: 'Prometheus' } },
    ]);
    expect(board.templating.list).toMatchObject([
      { name: 'thanos' },
      { name: 'datasource' },
      { name: 'queue', datasource: { uid } },
      { name: 'f', datasource: { uid } },
    ]);
    expect(board).toMatchObject({
      annotations: { list: [{ datasource: { uid } }, { datasource: prometheus }] },
    });
  });

  test('of a bundle: for all its dashboards, including that of objectives', async () => {
    const boards = await dashboardsOf({
      metrics,
      source: thanos,
      dashboards: [
        dashboard({ uid: 'a', title: 'A', rows: [panel.timeseries({ title: 'P', show: queue })] }),
      ],
      slos: [
        slo({
          service: 'shop',
          name: 'availability',
          objective: 99.9,
          sli: sli.events({ errors: metrics.jobs_total, total: metrics.jobs_total }),
          runbook: runbook('shop'),
        }),
      ],
    });
    expect(boards).toHaveLength(2);
    for (const board of boards) {
      expect(variablesOf(board).map(({ name }) => name)).toEqual(['thanos']);
      const asked = board.panels.flatMap(({ targets = [] }) => targets.map(({ datasource: one }) => one));
      expect(new Set(asked.map((one) => JSON.stringify(one)))).toEqual(
        new Set(['{"type":"prometheus","uid":"${thanos}"}']),
      );
    }
  });

  test('a variable of the dashboard with the same name replaces the implicit one', async () => {
    const board = await boardOf([panel.timeseries({ title: 'P', show: queue, source: thanos })], {
      variables: [variable.datasource({ name: 'thanos', plugin: 'prometheus', label: 'Own' })],
    });
    expect(variablesOf(board)).toMatchObject([{ name: 'datasource' }, { name: 'thanos', label: 'Own' }]);
  });

  test.each([
    ['prometheus', 'datasource'],
    ['loki', 'loki'],
    ['grafana-pyroscope-datasource', 'pyroscope'],
    ['cloudwatch', 'cloudwatch'],
  ])('%s is the default of %s', (plugin, name) => {
    expect(datasource(plugin)).toMatchObject({ type: 'datasource', plugin, name });
  });
});

describe('mistakes', () => {
  test.each<[string, () => unknown, string]>([
    [
      'a source of another language',
      () => query(queue, { source: datasource('loki') }),
      'does not read PromQL',
    ],
    ['neither instant nor range', () => query(queue, { instant: false, range: false }), 'queries nothing'],
    ['two comparisons', () => expression.threshold('A', { gt: 1, lt: 2 }), 'has 2 comparisons'],
    ['a variable as uid', () => datasource('loki', { uid: '${loki}' }), 'a variable'],
    ...[
      ['a text as json', 'x', 'is "x"'] as const,
      ['a list as json', [1], 'is a list of 1'] as const,
      ['a function in json', { a: () => 1 }, 'is a function'] as const,
      ['a prototype in json', JSON.parse('{"__proto__": {"a": 1}}'), '__proto__'] as const,
      ['a class in json', { a: new Date(0) }, 'is a Date'] as const,
    ].flatMap(([name, json, says]): [string, () => unknown, string][] => [
      [`${name} of a query`, () => query(queue, { json }), says],
      [`${name} of another query`, () => rawQuery({ source: thanos, json }), says],
      [`${name} of a panel`, () => panel.stat({ title: 'P', json }), says],
      [`${name} of a row`, () => row('R', [], { json }), says],
      [`${name} of a dashboard`, () => dashboard({ uid: 'a', title: 'A', rows: [], json }), says],
    ]),
  ])('%s', (_, make, says) => expect(make).toThrow(says));
});
