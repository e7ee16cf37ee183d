import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type GrafanaStub, grafanaStub } from '../support/grafana-server.js';
import { type Project, project } from '../support/project.js';

const files = {
  'definitions/shop/panels.ts': `import { gauge, catalog, counter, max, panel, rate, signal, sum } from 'dashwright';

export const metrics = catalog({
  queue_length: gauge({ help: 'Waiting jobs.', unit: 'jobs', labels: { queue: ['mail', 'print'] } }),
  requests_total: counter({ help: 'Requests.', unit: 'requests', labels: { route: ['/a', '/b'] } }),
});
export const length = signal({
  title: 'Queue length',
  description: 'Jobs that wait.',
  expr: max(metrics.queue_length, { by: ['queue'] }),
});
export const traffic = signal({ title: 'Requests', description: 'Served.', expr: sum(rate(metrics.requests_total)) });
export const shared = panel.stat({ title: 'Shared', show: traffic });
`,
  'definitions/shop/bundle.ts': `import { bundle, dashboard, labelValues, panel, promql, query, row, variable } from 'dashwright';
import { length, metrics, shared, traffic } from './panels.js';

const section = (name: string) => row(name, [panel.stat({ title: 'Detail', show: length })]);
const counted = (title: string, decimals: number) => panel.stat({ title, show: length, decimals });

const route = variable.query({
  name: 'route',
  query: labelValues(metrics.requests_total, 'route'),
  filters: 'route',
  multi: true,
});

export default bundle({
  name: 'shop',
  title: 'Shop',
  description: 'A shop.',
  version: '1.0.0',
  metrics,
  dashboards: [
    dashboard({
      uid: 'shop',
      title: 'Shop',
      variables: [route, variable.custom({ name: 'zone', values: ['a', 'b'] })],
      rows: [
        // What users see.
        row('Users', [
          shared,
          panel.timeseries({
            title: 'Levels',
            show: traffic,
            thresholds: [{ from: null, color: 'green' }, { from: 5, color: 'red' }],
            legend: 'table',
          }),
        ]),
        row('Queues', [
          panel.timeseries({ title: 'Length', show: length }),
          panel.timeseries({
            title: 'Raw',
            show: [query(promql\`sum(queue_length)\`), query(promql\`min(queue_length)\`, { legend: 'least' })],
          }),
          panel.gauge({ title: 'Longest', show: length, max: 100 }),
        ]),
        row('Last', [panel.stat({ title: 'Now', show: length }), counted('Counted', 1)]),
      ],
    }),
    dashboard({
      uid: 'other',
      title: 'Other',
      rows: [row('First', [panel.stat({ title: 'One', show: length })]), section('Details')],
    }),
  ],
});
`,
};

let shop: Project;
let grafana: GrafanaStub;
beforeEach(async () => {
  vi.stubEnv('GRAFANA_TOKEN', 'glsa_test');
  shop = project(files);
  grafana = await grafanaStub();
  expect((await run('push', '--apply')).errors).toBe('');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await grafana.close();
  shop.remove();
});
const run = (command: string, ...args: string[]) =>
  shop.run(command, '--grafana', grafana.url, '--definitions', shop.path('definitions'), ...args);

type Json = Record<string, unknown>;
interface Panel extends Json {
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets: Json[];
  options: Json & { legend: Json };
  fieldConfig: { defaults: Json & { thresholds: { mode: string; steps: Json[] } } };
}
interface Board extends Json {
  panels: Panel[];
  templating: { list: Json[] };
  annotations: { list: Json[] };
  links: Json[];
}
const named = (board: Board, title: string) => board.panels.find((one) => one.title === title) as Panel;
const source = { type: 'prometheus', uid: '${datasource}' };

/** Edits in the UI, and what the definitions have then, without white space at its ends. */
const edits: Record<string, [change: (board: Board) => void, lines: string[], gone: string[]]> = {
  'parts of options that stand in a short form': [
    (board) => {
      const { options, fieldConfig } = named(board, 'Levels');
      options.legend.placement = 'bottom';
      Object.assign(fieldConfig.defaults.thresholds.steps[1] as Json, { value: 7 });
    },
    [
      "legend: { as: 'table', placement: 'bottom' },",
      "thresholds: [ { from: null, color: 'green' }, { from: 7, color: 'red' }, ],",
    ],
    ["legend: 'table',", 'from: 5'],
  ],
  'queries that came, went and changed their options': [
    (board) => {
      const raw = named(board, 'Raw');
      raw.targets.shift();
      Object.assign(raw.targets[0] as Json, { hide: true, interval: '1m' });
      named(board, 'Length').targets.push({
        refId: 'B',
        expr: 'sum(queue_length)',
        legendFormat: 'all',
        range: true,
        datasource: source,
      });
    },
    [
      "query(promql`sum(queue_length)`, { legend: 'all' }),",
      "show: [query(promql`min(queue_length)`, { legend: 'least', minStep: '1m', hide: true, id: 'B', })],",
    ],
    ['query(promql`sum(queue_length)`),'],
  ],
  'variables, annotations and links': [
    (board) => {
      const { list } = board.templating;
      board.templating.list = list.filter(({ name }) => name !== 'route');
      Object.assign(list.find(({ name }) => name === 'zone') as Json, {
        query: 'a,b,c',
        label: 'Zone',
        options: [],
      });
      board.templating.list.push({
        name: 'queue',
        type: 'query',
        query: 'label_values(queue_length, queue)',
        refresh: 2,
        multi: true,
        datasource: source,
      });
      for (const title of ['Shared', 'Levels'])
        Object.assign(named(board, title).targets[0] as Json, { expr: 'sum(rate(requests_total[5m]))' });
      board.annotations.list.push({
        name: 'Jumps',
        expr: 'delta(queue_length[5m]) > 9',
        iconColor: 'red',
        datasource: source,
      });
      board.links.push({
        title: 'Docs',
        type: 'link',
        url: 'https://example.com',
        icon: 'doc',
        keepTime: true,
        includeVars: true,
      });
    },
    [
      "variable.custom({ name: 'zone', values: ['a', 'b', 'c'], label: 'Zone' }),",
      "name: 'queue',",
      "query: 'label_values(queue_length, queue)',",
      "annotation.query({ name: 'Jumps', color: 'red', expr: promql`delta(queue_length[5m]) > 9` }),",
      "links: [{ title: 'Docs', url: 'https://example.com', icon: 'doc' }],",
    ],
    ['const route', '[route'],
  ],
  'another order of variables': [
    (board) => {
      const [first] = board.templating.list.splice(
        board.templating.list.findIndex(({ name }) => name === 'route'),
        1,
      );
      board.templating.list.push(first as Json);
    },
    ["variables: [variable.custom({ name: 'zone', values: ['a', 'b'] }), route],"],
    [],
  ],
  'panels and rows that came, went and changed their type': [
    (board) => {
      const [, users, queues] = ['', 'Users', 'Queues'].map((title) => named(board, title));
      const last = named(board, 'Last').gridPos.y;
      board.panels = board.panels.filter(({ gridPos, title }) => gridPos.y < last && title !== 'Shared');
      for (const one of board.panels) one.gridPos.y += 8;
      Object.assign(named(board, 'Longest'), { type: 'stat', options: { graphMode: 'none' } });
      const panel = { fieldConfig: { defaults: {}, overrides: [] }, options: {} };
      board.panels.unshift({
        ...panel,
        id: 900,
        type: 'timeseries',
        title: 'New',
        gridPos: { x: 0, y: 0, w: 12, h: 8 },
        datasource: source,
        // Without the matcher that the variable gives.
        targets: [{ refId: 'A', expr: 'sum(rate(requests_total[5m]))', datasource: source }],
      } as object as Panel);
      expect([users, queues].map((one) => one?.gridPos.y)).toEqual([8, 17]);
    },
    [
      "title: 'New',",
      "source: datasource('prometheus', { name: 'datasource' }),",
      "json: { expr: 'sum(rate(requests_total[5m]))' },",
      'panel.stat({',
      "title: 'Longest',",
      '// What users see.',
    ],
    ["row('Last'", 'panel.gauge', '          shared,'],
  ],
  "values that are Grafana's defaults and not ours": [
    (board) => {
      const { options, fieldConfig } = named(board, 'Length');
      Object.assign(fieldConfig.defaults.custom as Json, { fillOpacity: 0 });
      Object.assign(options.tooltip as Json, { mode: 'single' });
      board.panels.push({
        id: 901,
        type: 'stat',
        title: 'New',
        gridPos: { x: 0, y: 90, w: 12, h: 4 },
        datasource: source,
        targets: [{ refId: 'A', expr: 'sum(queue_length)', datasource: source }],
        fieldConfig: { defaults: {}, overrides: [] },
        options: { colorMode: 'value' },
      } as object as Panel);
    },
    ['style: { fill: 0 },', "mode: 'single'", "colorMode: 'value',"],
    ['json:'],
  ],
  'an argument of a function, where the option is its parameter': [
    (board) => {
      named(board, 'Counted').fieldConfig.defaults.decimals = 3;
      Object.assign(named(board, 'Counted'), { title: 'All of them' });
    },
    ["counted('All of them', 3)", 'panel.stat({ title, show: length, decimals, id: '],
    ["counted('Counted', 1)"],
  ],
  'thresholds that are gone, and the choice of a data source': [
    (board) => {
      named(board, 'Levels').fieldConfig.defaults.thresholds.steps.pop();
      board.templating.list.push({ name: 'loki', type: 'datasource', query: 'loki', regex: '/eu/' });
    },
    ["thresholds: { style: 'dashed' },", "datasource('loki', { name: 'loki', label: '', regex: '/eu/' }),"],
    ['from: 5'],
  ],
  'rows that are gone, whose panels stand before all rows': [
    (board) => {
      board.panels = board.panels.filter(({ title }) => title !== 'Users' && title !== 'Queues');
    },
    ['rows: [ shared, panel.timeseries({', "panel.timeseries({ title: 'Length', show: length, id: "],
    ["row('Users'", "row('Queues'"],
  ],
  'a row that is gone, whose panels are in the one before it': [
    (board) => {
      board.panels = board.panels.filter(({ title }) => title !== 'Queues');
    },
    ["row('Users', [ shared, panel.timeseries({", "panel.timeseries({ title: 'Length', show: length, id: "],
    ["row('Queues'"],
  ],
  'a row that is repeated': [
    (board) => {
      Object.assign(named(board, 'Queues'), { repeat: 'zone' });
    },
    ["], { repeat: 'zone' }),"],
    [],
  ],
  'a panel in another row, and rows in another order': [
    (board) => {
      const rows = ['Queues', 'Users', 'Last'].map((title) => {
        const at = board.panels.findIndex((one) => one.title === title);
        const next = board.panels.findIndex(({ type }, index) => index > at && type === 'row');
        return board.panels.slice(at, next < 0 ? undefined : next);
      });
      const [queues = [], users = []] = rows;
      const [raw] = queues.splice(
        queues.findIndex(({ title }) => title === 'Raw'),
        1,
      );
      Object.assign(raw as Panel, { gridPos: { x: 0, y: 0, w: 24, h: 4 } });
      users.push(raw as Panel);
      let y = 0;
      for (const row of rows) {
        for (const [index, one] of row.entries()) {
          Object.assign(one.gridPos, { x: 0, y });
          y += index === 0 ? 1 : one.gridPos.h;
        }
      }
      board.panels = rows.flat();
    },
    [
      "rows: [ row('Queues', [ panel.timeseries({ title: 'Length', show: length }),",
      "// What users see. row('Users', [",
      'id: ',
    ],
    [],
  ],
};

it.each(Object.entries(edits))('takes over %s', async (_, [change, lines, gone]) => {
  grafana.edit('shop', (json) => change(json as Board), 'jane', 'by hand');
  const { code, errors } = await run('pull', '--uid', 'shop', '--write');
  expect(errors).toBe('');
  expect(code).toBe(0);
  const text = readFileSync(shop.path('definitions/shop/bundle.ts'), 'utf8').replaceAll(/\s+/g, ' ');
  for (const line of lines) expect.soft(text).toContain(line);
  for (const part of gone) expect.soft(text).not.toContain(part);
  expect((await run('pull')).out).toContain('Nothing was changed');
});

it('takes over another order of rows that a function makes', async () => {
  grafana.edit(
    'other',
    (json) => {
      const { panels } = json as Board;
      let y = 0;
      json.panels = [...panels.slice(2), ...panels.slice(0, 2)].map((one) => {
        const gridPos = { ...one.gridPos, y };
        y += gridPos.h;
        return { ...one, gridPos };
      });
    },
    'jane',
    'by hand',
  );
  expect(await run('pull', '--uid', 'other', '--write')).toMatchObject({ code: 0, errors: '' });
  const text = readFileSync(shop.path('definitions/shop/bundle.ts'), 'utf8').replaceAll(/\s+/g, ' ');
  expect(text).toContain("rows: [section('Details'), row('First', [");
});
