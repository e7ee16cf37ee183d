import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  annotation,
  type BundleOptions,
  bundle,
  catalog,
  column,
  dashboard,
  datasource,
  expression,
  gauge,
  labelValues,
  logs,
  panel,
  panelQuery,
  query,
  rawQuery,
  row,
  signal,
  tab,
  variable,
} from 'dashwright';
import { describe, expect, test } from 'vitest';
import { grafanaBuilder } from '../../src/emit/grafana/index.js';
import { folderUid } from '../../src/emit/grafana-resources/folder-uid.js';
import { emitGrafanaResources } from '../../src/emit/grafana-resources/index.js';
import { resolveBundle } from '../../src/resolve/index.js';
import type { PanelJson } from '../support/grafana.js';

const metrics = catalog({
  jobs: gauge({ help: 'Jobs.', unit: 'jobs', labels: { queue: ['mail', 'print'] } }),
});
const jobs = signal({ title: 'Jobs', expr: metrics.jobs });

const graph = panel.timeseries({
  title: 'Graph',
  show: jobs,
  links: [{ title: 'L', url: '/x', newTab: true }],
});
const shared = panel.stat({ title: 'Shared', show: panelQuery(graph), transparent: true });
const mixed = panel.timeseries({
  title: 'Mixed',
  show: [
    query(jobs, { id: 'jobs', hide: true }),
    logs('sum(rate({app="a"}[5m]))'),
    expression.math('$jobs * 2', { id: 'twice' }),
    rawQuery({ source: datasource('cloudwatch'), json: { queryMode: 'Metrics', namespace: 'AWS/SQS' } }),
  ],
  interval: '1m',
  maxDataPoints: 500,
  timeFrom: '1h',
  timeShift: '1d',
  hideTimeOverride: true,
  repeat: 'queue',
  repeatDirection: 'v',
  maxPerRow: 2,
  width: 6,
});
const table = panel.table({ title: 'Table', show: [jobs, query(jobs)], json: { cacheTimeout: '60' } });
const raw = panel.raw({
  title: 'Raw',
  json: {
    type: 'canvas',
    datasource: 'Loki',
    targets: [
      { expr: '{app="a"}' },
      { refId: 'Z', expr: '{app="b"}', datasource: { type: 'loki', uid: 'x' } },
    ],
  },
});
const library = panel.raw({
  title: 'Library',
  json: { libraryPanel: { uid: 'abc', name: 'Library panel' } },
});

const variables = [
  variable.query({
    name: 'queue',
    label: 'Queue',
    description: 'D',
    query: labelValues(metrics.jobs, 'queue'),
    multi: true,
    includeAll: true,
    sort: 'naturalDescending',
    regex: '/(.*)/',
    regexApplyTo: 'text',
    refresh: 'load',
    hide: 'menu',
  }),
  variable.query({ name: 'shop', query: 'SELECT 1', source: datasource('mysql'), default: 'a' }),
  variable.custom({
    name: 'size',
    values: { Small: '1', Large: '2' },
    default: '2',
    allowCustomValue: false,
  }),
  variable.interval({ name: 'step', values: ['1m', '5m'], auto: { count: 20, min: '30s' }, default: 'auto' }),
  variable.text({ name: 'search', default: 'x' }),
  variable.constant({ name: 'region', value: 'eu', hide: 'variable' }),
  variable.adhoc({ name: 'more', filters: [{ label: 'queue', value: 'mail' }] }),
  variable.raw({
    name: 'by',
    json: { type: 'groupby', datasource: { type: 'prometheus', uid: '${datasource}' } },
  }),
  variable.raw({
    name: 'on',
    json: {
      type: 'switch',
      current: { text: 'yes', value: 'yes' },
      options: [
        { text: 'Enabled', value: 'yes' },
        { text: 'Disabled', value: 'no' },
      ],
    },
  }),
];

const frame = {
  uid: 'all',
  title: 'All of it',
  description: 'D',
  tags: ['a'],
  variables,
  annotations: [
    annotation.alerts(),
    annotation.query({ name: 'Q', expr: metrics.jobs, title: 'T', step: '1m', exceptPanels: [graph] }),
    annotation.grafana({ name: 'G', tags: ['deploy'], hide: 'menu', enabled: false }),
  ],
  links: [{ title: 'L', tags: ['a'], menu: true, json: { placement: 'inControlsMenu' as const } }],
  time: { from: 'now-1d', to: 'now' },
  timezone: 'utc',
  weekStart: 'monday' as const,
  crosshair: 'tooltip' as const,
  refresh: '30s',
  timePicker: {
    hidden: true,
    refreshIntervals: ['30s'],
    quickRanges: [{ title: 'Shift', from: 'now-8h', to: 'now' }],
    nowDelay: '1m',
  },
};

const withTabs = dashboard({
  ...frame,
  rows: [
    tab('Overview', [graph, column(6, [shared])], { showWhen: { hasData: true } }),
    tab('Details', [
      mixed,
      row('Rows', [table, raw], {
        repeat: 'queue',
        collapsed: true,
        showWhen: [{ variable: 'size', equals: '1' }, { timeRangeShorterThan: '7d' }],
      }),
      row('Grid', [library], {
        autoGrid: { maxColumns: 2, columnWidth: 300, rowHeight: 'tall', fillScreen: true },
      }),
    ]),
    tab(
      'Each',
      [panel.text({ title: 'Each', markdown: '$queue', showWhen: { variable: 'size', notMatches: '1.*' } })],
      { repeat: 'queue', autoGrid: true },
    ),
  ],
});

interface V2 {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly title: string;
    readonly elements: Readonly<Record<string, { readonly kind: string; readonly spec: PanelV2 }>>;
    readonly layout: { readonly kind: string; readonly spec: Readonly<Record<string, unknown>> };
    readonly variables: readonly {
      readonly kind: string;
      readonly spec: Readonly<Record<string, unknown>>;
    }[];
    readonly annotations: readonly { readonly spec: Readonly<Record<string, unknown>> }[];
    readonly panels: readonly PanelJson[];
  };
}
interface PanelV2 {
  readonly id: number;
  readonly title: string;
  readonly vizConfig: { readonly group: string };
  readonly data: {
    readonly spec: {
      readonly queries: readonly {
        readonly spec: {
          readonly refId: string;
          readonly hidden: boolean;
          readonly query: {
            readonly group: string;
            readonly datasource?: { readonly name: string };
            readonly spec: Readonly<Record<string, unknown>>;
          };
        };
      }[];
    };
  };
}

async function written(options: Partial<BundleOptions>) {
  const resolved = resolveBundle(
    bundle({
      name: 'shop',
      title: 'Shop',
      description: 'D',
      version: '1.0.0',
      metrics,
      urls: { grafana: 'https://g', runbooks: 'https://r/{slug}' },
      ...options,
    }),
  );
  const build = await grafanaBuilder(resolved);
  const classic = [...build()].map(({ json }) => JSON.parse(JSON.stringify(json)) as V2['spec'] & Json);
  const files = new Map(
    [...emitGrafanaResources(resolved, build())].map(({ path, content }) => [
      path,
      JSON.parse(String(content)) as V2,
    ]),
  );
  return { classic, files };
}
type Json = Readonly<Record<string, unknown>>;

async function v2Of(...dashboards: NonNullable<BundleOptions['dashboards']>[number][]): Promise<V2['spec']> {
  const { files } = await written({ dashboards, grafanaResources: { version: 'v2' } });
  const file = files.get(`grafana-resources/shop/dashboards/${dashboards[0]?.uid}.json`);
  if (!file) throw new Error('the dashboard is not written');
  return file.spec;
}

describe('manifests', () => {
  test('v1 has the classic dashboard in an envelope, with its folder', async () => {
    const { classic, files } = await written({ dashboards: [withTabs], folder: 'Shop & more' });
    const uid = folderUid('Shop & more');
    const { uid: name, ...spec } = classic[0] as unknown as Json & { uid: string };
    expect(files.get('grafana-resources/shop/dashboards/all.json')).toEqual({
      apiVersion: 'dashboard.grafana.app/v1',
      kind: 'Dashboard',
      metadata: { name, annotations: { 'grafana.app/folder': uid } },
      spec,
    });
    expect(files.get(`grafana-resources/shop/folders/${uid}.json`)).toEqual({
      apiVersion: 'folder.grafana.app/v1',
      kind: 'Folder',
      metadata: { name: uid },
      spec: { title: 'Shop & more' },
    });
  });

  test('a folder that is there already is named and not written; without one, there is no annotation', async () => {
    const board = (uid: string, folder: string) => dashboard({ uid, title: uid, rows: [], folder });
    const { files } = await written({
      dashboards: [board('a', 'Known'), board('b', ''), board('c', 'New')],
      grafanaResources: { version: 'v1beta1', folderUids: { Known: 'known_1' } },
    });
    expect([...files.keys()].map((path) => path.slice('grafana-resources/shop/'.length))).toEqual([
      'dashboards/a.json',
      'dashboards/b.json',
      'dashboards/c.json',
      'folders/new.json',
    ]);
    const metadata = (uid: string) => files.get(`grafana-resources/shop/dashboards/${uid}.json`)?.metadata;
    expect(metadata('a')).toEqual({ name: 'a', annotations: { 'grafana.app/folder': 'known_1' } });
    expect(metadata('b')).toEqual({ name: 'b' });
    expect(files.get('grafana-resources/shop/folders/new.json')?.apiVersion).toBe(
      'folder.grafana.app/v1beta1',
    );
  });

  test('uids of folders are short, of letters that Grafana takes, and differ where titles do', () => {
    expect(folderUid('Shop')).toBe('shop');
    expect(folderUid('Team A')).toBe('team-a');
    const titles = [
      'Team_A',
      'Team a',
      'Team/A',
      '팀',
      '팀 2',
      'x'.repeat(200),
      `${'x'.repeat(200)}y`,
      'General',
    ];
    const uids = titles.map(folderUid);
    expect(new Set(uids).size).toBe(titles.length);
    for (const uid of uids) expect(uid).toMatch(/^(?!general$)[a-z0-9-]{1,40}$/);
  });
});

describe('v2', () => {
  test('has the panels and queries of the classic dashboard', async () => {
    const { classic } = await written({ dashboards: [withTabs] });
    const spec = await v2Of(withTabs);
    const panels = (classic[0]?.panels ?? []).flatMap((item) => [item, ...(item.panels ?? [])]);
    const shown = panels.filter(({ type }) => type !== 'row');
    expect(Object.values(spec.elements).map((element) => element.spec.id)).toEqual(shown.map(({ id }) => id));
    for (const one of shown) {
      const element = spec.elements[`panel-${one.id}`];
      expect(element?.spec.title).toBe(one.title);
      if (element?.kind !== 'Panel') continue;
      expect(element.spec.vizConfig.group).toBe(one.type);
      const targets = (one.targets ?? []) as readonly Json[];
      const queries = element.spec.data.spec.queries.map(({ spec: own }) => own);
      expect(queries.map(({ refId }) => refId)).toEqual(targets.map(({ refId = 'A' }) => refId));
      queries.forEach(({ hidden, query: asked }, index) => {
        const { refId: _, hide = false, datasource: source = one.datasource, ...rest } = targets[index] ?? {};
        expect(hidden).toBe(hide);
        expect(asked.spec).toEqual(rest);
        const uid = typeof source === 'string' ? source : (source as { uid: string }).uid;
        expect(asked.datasource?.name).toBe(uid);
      });
    }
  });

  test('has tabs, rows, auto grids and conditions, and each panel has one place', async () => {
    const { layout, elements } = await v2Of(withTabs);
    const references = JSON.stringify(layout).match(/"panel-\d+"/g) ?? [];
    expect([...references].sort()).toEqual(
      Object.keys(elements)
        .map((name) => JSON.stringify(name))
        .sort(),
    );
    const item = (title: string) => {
      const [name = ''] = Object.entries(elements).find(([, { spec }]) => spec.title === title) ?? [];
      return { kind: 'ElementReference', name };
    };
    const variableIs = {
      kind: 'ConditionalRenderingVariable',
      spec: { variable: 'size', operator: 'equals', value: '1' },
    };
    expect(layout).toMatchObject({
      kind: 'TabsLayout',
      spec: {
        tabs: [
          {
            spec: {
              title: 'Overview',
              conditionalRendering: {
                spec: {
                  visibility: 'show',
                  items: [{ kind: 'ConditionalRenderingData', spec: { value: true } }],
                },
              },
              layout: {
                kind: 'GridLayout',
                spec: {
                  items: [
                    { spec: { x: 0, y: 0, width: 12, height: 8, element: item('Graph') } },
                    { spec: { x: 12, y: 0, width: 6, height: 4, element: item('Shared') } },
                  ],
                },
              },
            },
          },
          {
            spec: {
              title: 'Details',
              layout: {
                kind: 'RowsLayout',
                spec: {
                  rows: [
                    {
                      spec: {
                        hideHeader: true,
                        layout: {
                          kind: 'GridLayout',
                          spec: {
                            items: [
                              {
                                spec: {
                                  y: 0,
                                  element: item('Mixed'),
                                  repeat: { mode: 'variable', value: 'queue', direction: 'v', maxPerRow: 2 },
                                },
                              },
                            ],
                          },
                        },
                      },
                    },
                    {
                      spec: {
                        title: 'Rows',
                        collapse: true,
                        repeat: { mode: 'variable', value: 'queue' },
                        conditionalRendering: {
                          spec: {
                            condition: 'and',
                            items: [
                              variableIs,
                              { kind: 'ConditionalRenderingTimeRangeSize', spec: { value: '7d' } },
                            ],
                          },
                        },
                        layout: {
                          kind: 'GridLayout',
                          spec: { items: [{ spec: { x: 0, y: 0 } }, { spec: { x: 12, y: 0 } }] },
                        },
                      },
                    },
                    {
                      spec: {
                        title: 'Grid',
                        layout: {
                          kind: 'AutoGridLayout',
                          spec: {
                            maxColumnCount: 2,
                            columnWidthMode: 'custom',
                            columnWidth: 300,
                            rowHeightMode: 'tall',
                            fillScreen: true,
                            items: [{ spec: { element: item('Library') } }],
                          },
                        },
                      },
                    },
                  ],
                },
              },
            },
          },
          {
            spec: {
              title: 'Each',
              repeat: { mode: 'variable', value: 'queue' },
              layout: {
                kind: 'AutoGridLayout',
                spec: {
                  maxColumnCount: 3,
                  columnWidthMode: 'standard',
                  items: [
                    {
                      spec: {
                        element: item('Each'),
                        conditionalRendering: {
                          spec: {
                            items: [{ spec: { variable: 'size', operator: 'notMatches', value: '1.*' } }],
                          },
                        },
                      },
                    },
                  ],
                },
              },
            },
          },
        ],
      },
    });
  });

  test('has panels where the classic dashboard has them, also where defaults say how large they are', async () => {
    const board = dashboard({
      uid: 'sized',
      title: 'Sized',
      rows: [panel.stat({ title: 'A', show: jobs }), row('R', [panel.stat({ title: 'B', show: jobs })])],
      defaults: { stat: { width: 8, height: 3 } },
    });
    const { layout } = await v2Of(board);
    const grid = { kind: 'GridLayout', spec: { items: [{ spec: { x: 0, y: 0, width: 8, height: 3 } }] } };
    expect(layout).toMatchObject({
      kind: 'RowsLayout',
      spec: { rows: [{ spec: { hideHeader: true, layout: grid } }, { spec: { title: 'R', layout: grid } }] },
    });
  });

  test('has variables and annotations with what they say', async () => {
    const { variables: all, annotations } = await v2Of(withTabs);
    const specOf = (name: string) => all.find(({ spec }) => spec.name === name);
    expect(specOf('queue')).toMatchObject({
      kind: 'QueryVariable',
      spec: {
        hide: 'inControlsMenu',
        refresh: 'onDashboardLoad',
        sort: 'naturalDesc',
        regexApplyTo: 'text',
        allValue: '.*',
        current: { text: ['All'], value: ['$__all'] },
        query: {
          group: 'prometheus',
          datasource: { name: '${datasource}' },
          spec: { qryType: 1, query: 'label_values(jobs, queue)', refId: 'queue-variable' },
        },
      },
    });
    expect(specOf('shop')?.spec.query).toMatchObject({
      group: 'mysql',
      spec: { __legacyStringValue: 'SELECT 1' },
    });
    expect(specOf('size')?.spec).toMatchObject({
      query: 'Small : 1,Large : 2',
      current: { text: 'Large', value: '2' },
      allowCustomValue: false,
    });
    expect(specOf('step')?.spec).toMatchObject({
      auto: true,
      auto_count: 20,
      auto_min: '30s',
      current: { text: 'auto', value: '$__auto' },
      options: [
        { text: '1m', value: '1m' },
        { text: '5m', value: '5m' },
      ],
    });
    expect(specOf('region')).toMatchObject({
      kind: 'ConstantVariable',
      spec: { query: 'eu', hide: 'hideVariable' },
    });
    expect(specOf('more')).toMatchObject({
      kind: 'AdhocVariable',
      group: 'prometheus',
      spec: { filters: [{ key: 'queue', operator: '=', value: 'mail' }] },
    });
    expect(specOf('by')?.kind).toBe('GroupByVariable');
    expect(specOf('on')).toMatchObject({
      kind: 'SwitchVariable',
      spec: { current: 'yes', enabledValue: 'yes', disabledValue: 'no' },
    });
    expect(specOf('loki')).toMatchObject({ kind: 'DatasourceVariable', spec: { pluginId: 'loki' } });
    expect(annotations.map(({ spec }) => spec)).toMatchObject([
      { name: 'Alerts firing', legacyOptions: { titleFormat: '{{alertname}}' } },
      { name: 'Q', filter: { exclude: true }, legacyOptions: { expr: 'jobs', step: '1m' } },
      {
        name: 'G',
        enable: false,
        placement: 'inControlsMenu',
        query: { group: 'grafana', datasource: { name: '-- Grafana --' }, spec: { tags: ['deploy'] } },
      },
    ]);
  });

  test('is of the type that the SDK has for it, without anything that is not in it', async () => {
    const plain = dashboard({
      uid: 'plain',
      title: 'Plain',
      rows: [panel.timeseries({ title: 'P', show: jobs })],
    });
    const specs = [await v2Of(withTabs), await v2Of(plain)];
    const folder = mkdtempSync(join(fileURLToPath(new URL('.', import.meta.url)), 'v2-'));
    try {
      const file = join(folder, 'dashboards.ts');
      writeFileSync(
        file,
        [
          "import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboardv2';",
          "import type { Plain } from '../../../src/grafana/sdk.js';",
          ...specs.map(
            (spec, index) => `export const d${index}: Plain<Dashboard> = ${JSON.stringify(spec)};`,
          ),
        ].join('\n'),
      );
      const compiler = fileURLToPath(new URL('../../node_modules/typescript/lib/tsc.js', import.meta.url));
      const options = [
        '--noEmit',
        '--strict',
        '--skipLibCheck',
        '--module',
        'nodenext',
        '--target',
        'es2023',
      ];
      const compiled = spawnSync(process.execPath, [compiler, '--ignoreConfig', ...options, file], {
        encoding: 'utf8',
      });
      expect(compiled.stdout).toBe('');
      expect(compiled.status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('without tabs and auto grids of their own, classic dashboards have rows and grids', async () => {
  const { classic } = await written({ dashboards: [withTabs] });
  const items = (classic[0]?.panels ?? []).map(({ type, title, gridPos: { x, y, w, h } }) =>
    [type, title, x, y, w, h].join(' '),
  );
  expect(items).toEqual([
    'row Overview 0 0 24 1',
    'timeseries Graph 0 1 12 8',
    'stat Shared 12 1 6 4',
    'row Details 0 9 24 1',
    'timeseries Mixed 0 10 6 8',
    'row Details: Rows 0 18 24 1',
    'row Details: Grid 0 19 24 1',
    ' Library 0 20 12 14',
    'row Each 0 34 24 1',
    'text Each 0 35 8 9',
  ]);
});
