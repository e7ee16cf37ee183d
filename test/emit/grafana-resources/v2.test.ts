import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dashboard, panel, row } from 'dashwright';
import { describe, expect, test } from 'vitest';
import { type Json, jobs, v2Of, withTabs, written } from './shop.js';

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

  test('has tabs, rows, auto grids and conditions, and each panel once', async () => {
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

  test('has panels at the positions of the classic dashboard, also with default sizes', async () => {
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

  test('has variables and annotations with their options', async () => {
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

  test("matches the SDK's type, without unknown fields", async () => {
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
          "import type { Plain } from '../../../../src/grafana/sdk.js';",
          ...specs.map(
            (spec, index) => `export const d${index}: Plain<Dashboard> = ${JSON.stringify(spec)};`,
          ),
        ].join('\n'),
      );
      const compiler = fileURLToPath(new URL('../../../node_modules/typescript/lib/tsc.js', import.meta.url));
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
