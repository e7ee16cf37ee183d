import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { classicPlaces } from '../../src/import/grafana/v2/classic-places.js';
import { type Project, project } from '../support/project.js';

let open: Project | undefined;
afterEach(() => open?.remove());

type Json = Readonly<Record<string, unknown>>;
type Version = 'v2alpha1' | 'v2beta1' | 'v2';

/** Parts of a dashboard in the format of each version. */
function forms(version: Version) {
  const isFirst = version === 'v2alpha1';
  const source = { type: 'prometheus', uid: '${metrics}' };
  const query = (spec: Json): Json =>
    isFirst
      ? { kind: 'prometheus', spec }
      : {
          kind: 'DataQuery',
          group: 'prometheus',
          version: 'v0',
          datasource: { name: '${metrics}' },
          spec,
        };
  const holder = isFirst ? { datasource: source } : {};
  return {
    query,
    holder,
    transformation: (id: string, options: Json): Json =>
      isFirst
        ? { kind: id, spec: { id, options } }
        : { kind: 'Transformation', group: id, spec: { options } },
    shown: (plugin: string, spec: Json): Json =>
      isFirst
        ? { kind: plugin, spec: { pluginVersion: '12.0.0', ...spec } }
        : { kind: 'VizConfig', group: plugin, version: '12.0.0', spec },
  };
}

function element(version: Version, id: number, title: string, expr: string): Json {
  const { query, holder, shown, transformation } = forms(version);
  return {
    kind: 'Panel',
    spec: {
      id,
      title,
      description: `What ${title} is.`,
      links: [{ title: 'Runbook', url: 'https://example.com/r', targetBlank: true }],
      transparent: true,
      data: {
        kind: 'QueryGroup',
        spec: {
          queries: [
            {
              kind: 'PanelQuery',
              spec: {
                refId: 'A',
                hidden: false,
                ...holder,
                query: query({ expr, legendFormat: '{{job}}' }),
              },
            },
          ],
          transformations: [transformation('limit', { limitField: 10 })],
          queryOptions: { interval: '1m', maxDataPoints: 100, timeFrom: '2h' },
        },
      },
      vizConfig: shown('timeseries', {
        options: { legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] } },
        fieldConfig: { defaults: { unit: 'reqps', custom: { fillOpacity: 20 } }, overrides: [] },
      }),
    },
  };
}

function item(name: string, x: number, y: number, repeat?: Json): Json {
  return {
    kind: 'GridLayoutItem',
    spec: {
      x,
      y,
      width: 12,
      height: 8,
      element: { kind: 'ElementReference', name },
      ...(repeat && { repeat }),
    },
  };
}

function when(items: readonly Json[], condition = 'and', visibility = 'show'): Json {
  return { kind: 'ConditionalRenderingGroup', spec: { visibility, condition, items } };
}
const onProduction = {
  kind: 'ConditionalRenderingVariable',
  spec: { variable: 'env', operator: 'equals', value: 'production' },
};

const row = (title: string, layout: Json, more: Json = {}): Json => ({
  kind: 'RowsLayoutRow',
  spec: { title, collapse: false, layout, ...more },
});
const grid = (...items: readonly Json[]): Json => ({ kind: 'GridLayout', spec: { items } });

function dashboard(version: Version, layout: Json): Json {
  const { query, holder } = forms(version);
  const names = ['requests', 'errors', 'latency', 'queue'];
  const variable = { hide: 'dontHide', skipUrlSync: false };
  return {
    apiVersion: `dashboard.grafana.app/${version}`,
    kind: 'Dashboard',
    metadata: { name: 'shop-v2', annotations: { 'grafana.app/folder': 'shop-folder' } },
    spec: {
      title: 'Shop',
      tags: ['shop'],
      cursorSync: 'Crosshair',
      preload: false,
      editable: true,
      links: [],
      timeSettings: { from: 'now-3h', to: 'now', autoRefresh: '30s', hideTimepicker: false, timezone: 'utc' },
      variables: [
        {
          kind: 'DatasourceVariable',
          spec: {
            ...variable,
            name: 'metrics',
            pluginId: 'prometheus',
            refresh: 'onDashboardLoad',
            regex: '',
          },
        },
        {
          kind: 'QueryVariable',
          spec: {
            ...variable,
            ...holder,
            name: 'job',
            label: 'Job',
            refresh: 'onTimeRangeChanged',
            sort: 'alphabeticalAsc',
            multi: true,
            includeAll: true,
            query: query({ query: 'label_values(http_requests_total, job)', refId: 'V' }),
          },
        },
        {
          kind: 'CustomVariable',
          spec: {
            ...variable,
            name: 'env',
            query: 'production, staging',
            current: { text: 'staging', value: 'staging' },
          },
        },
        {
          kind: 'SwitchVariable',
          spec: {
            ...variable,
            name: 'detail',
            current: 'false',
            enabledValue: 'true',
            disabledValue: 'false',
          },
        },
      ],
      annotations: [
        {
          kind: 'AnnotationQuery',
          spec: {
            name: 'Deployments',
            enable: true,
            hide: false,
            iconColor: 'blue',
            ...holder,
            query: query({}),
            legacyOptions: { expr: 'changes(build_info[5m]) > 0', titleFormat: 'Deployed' },
          },
        },
      ],
      elements: Object.fromEntries(
        names.map((name, index) => [
          name,
          element(
            version,
            index + 1,
            name,
            `sum by (job) (rate(http_${name}_total{job=~"$job"}[$__rate_interval]))`,
          ),
        ]),
      ),
      layout,
    },
  };
}

const rows: Json = {
  kind: 'RowsLayout',
  spec: {
    rows: [
      row('', grid(item('requests', 0, 0)), { hideHeader: true }),
      row('Errors', grid(item('errors', 12, 0, { mode: 'variable', value: 'job', direction: 'v' })), {
        collapse: true,
        repeat: { mode: 'variable', value: 'env' },
      }),
      row(
        'Details',
        {
          kind: 'AutoGridLayout',
          spec: {
            maxColumnCount: 4,
            columnWidthMode: 'custom',
            columnWidth: 300,
            rowHeightMode: 'tall',
            items: ['latency', 'queue'].map((name, index) => ({
              kind: 'AutoGridLayoutItem',
              spec: {
                element: { kind: 'ElementReference', name },
                ...(index === 0 && {
                  conditionalRendering: when([{ kind: 'ConditionalRenderingData', spec: { value: true } }]),
                }),
              },
            })),
          },
        },
        { conditionalRendering: when([onProduction], 'and', 'hide') },
      ),
    ],
  },
};

const tabs: Json = {
  kind: 'TabsLayout',
  spec: {
    tabs: [
      {
        kind: 'TabsLayoutTab',
        spec: {
          title: 'Overview',
          layout: grid(item('requests', 0, 0), item('errors', 12, 0)),
          conditionalRendering: when(
            [onProduction, { kind: 'ConditionalRenderingTimeRangeSize', spec: { value: '7d' } }],
            'or',
          ),
        },
      },
      {
        kind: 'TabsLayoutTab',
        spec: {
          title: 'Rows',
          repeat: { mode: 'variable', value: 'job' },
          layout: {
            kind: 'RowsLayout',
            spec: { rows: [row('A', grid(item('latency', 0, 0))), row('B', grid(item('queue', 6, 0)))] },
          },
        },
      },
    ],
  },
};

async function imported(content: unknown) {
  open = project();
  open.write({ 'in/shop.json': JSON.stringify(content) });
  const ran = await open.run('import', open.path('in'), '--out', open.path('definitions/shop'), '--verify');
  return { ...ran, file: (path: string) => readFileSync(open?.path('definitions/shop', path) ?? '', 'utf8') };
}

describe('dashboards of version v2', () => {
  for (const version of ['v2alpha1', 'v2beta1', 'v2'] as const) {
    test(`${version}: rows, an auto grid, conditions and repetition become options`, async () => {
      const { code, out, errors, file } = await imported(dashboard(version, rows));
      expect({ code, errors }).toEqual({ code: 0, errors: '' });
      expect(out).toContain('verified: a build produces the same');
      const text = file('dashboards/shop.ts');
      expect(text).toMatch(/row\(\s*'Errors',[\s\S]*\{ collapsed: true, repeat: 'env' \}/);
      expect(text).toMatch(
        /\{\s*showWhen: \{ variable: 'env', notEquals: 'production' \},\s*autoGrid: \{ maxColumns: 4, columnWidth: 300, rowHeight: 'tall' \},?\s*\}/,
      );
      expect(text).toContain('showWhen: { hasData: true }');
      expect(text).toContain("repeat: 'job'");
      expect(file('bundle.ts')).toContain("grafanaResources: { version: 'v2' }");
    });
  }

  test('tabs, with rows in them', async () => {
    const { code, errors, file } = await imported(dashboard('v2', tabs));
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    const text = file('dashboards/shop.ts');
    expect(text).toMatch(
      /tab\(\s*'Overview',[\s\S]*showWhen: \{ any: \[\{ variable: 'env', equals: 'production' \}, \{ timeRangeShorterThan: '7d' \}\] \}/,
    );
    expect(text).toMatch(/tab\(\s*'Rows',[\s\S]*row\('A',[\s\S]*row\('B',[\s\S]*\{ repeat: 'job' \}/);
  });

  test('the spec alone, with its folder by title', async () => {
    const resource = dashboard('v2beta1', tabs);
    const folder = {
      apiVersion: 'folder.grafana.app/v1',
      kind: 'Folder',
      metadata: { name: 'shop-folder' },
      spec: { title: 'The shop' },
    };
    const alone = { ...(resource.spec as Json), title: 'Alone' };
    const { code, errors, file } = await imported([resource, folder, alone]);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(file('dashboards/shop.ts')).toContain("folder: 'The shop'");
    expect(file('dashboards/alone.ts')).toContain("uid: 'alone'");
  });

  test('what bundles do not support is a difference with its place', async () => {
    const layout = {
      kind: 'RowsLayout',
      spec: {
        rows: [
          row('Full', grid(item('requests', 0, 0)), { fillScreen: true }),
          row('Nested', { kind: 'RowsLayout', spec: { rows: [row('Inner', grid(item('errors', 0, 0)))] } }),
          row('Own', grid(item('latency', 0, 0), item('nothing', 0, 8)), {
            variables: [{ kind: 'CustomVariable', spec: { name: 'local' } }],
          }),
        ],
      },
    };
    const { code, out, file } = await imported(dashboard('v2', layout));
    expect(code).toBe(1);
    expect(out).toMatch(/spec: layout\.rows\[0\]: fills the screen/);
    expect(out).toMatch(/spec: layout\.rows\[1\]: has rows inside of it: they become rows after it/);
    expect(out).toMatch(/spec: layout\.rows\[2\]: has variables of its own \(local\)/);
    expect(out).toMatch(/spec: layout\.rows\[2\]\.items\[1\]: has no panel: there is no element "nothing"/);
    expect(file('dashboards/shop.ts')).toContain("row('Inner'");
  });
});

test('positions of the panels of tabs and auto grids in a classic dashboard', () => {
  const panels = [1, 2, 3, 4].map((id) => ({ id, type: 'stat' }));
  const grid = { maxColumns: 2, columnWidth: 'standard', rowHeight: 'short', fillScreen: false } as const;
  const placed = classicPlaces(
    {
      tabs: [
        { title: 'First', sections: [{ panels: [{ id: 1, at: { x: 3, y: 0, w: 6, h: 4 } }] }] },
        {
          title: 'Second',
          sections: [
            { row: { title: 'Row', collapsed: false }, grid, panels: [{ id: 2 }, { id: 3 }, { id: 4 }] },
          ],
        },
      ],
    },
    panels,
  );
  expect(placed.map(({ id, title, gridPos }) => ({ of: title ?? id, ...(gridPos as object) }))).toEqual([
    { of: 'First', x: 0, y: 0, w: 24, h: 1 },
    { of: 1, x: 3, y: 1, w: 6, h: 4 },
    { of: 'Second', x: 0, y: 5, w: 24, h: 1 },
    { of: 'Row', x: 0, y: 6, w: 24, h: 1 },
    { of: 2, x: 0, y: 7, w: 12, h: 5 },
    { of: 3, x: 12, y: 7, w: 12, h: 5 },
    { of: 4, x: 0, y: 12, w: 12, h: 5 },
  ]);
});
