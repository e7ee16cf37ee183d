import { describe, expect, test } from 'vitest';
import { migrateDashboard } from '../../src/import/grafana/migrate/index.js';

type Json = Readonly<Record<string, unknown>>;

/** The changes of each schema version: a dashboard before, and what it must contain after. */
const changes: readonly (readonly [schema: number, what: string, before: Json, after: Json])[] = [
  [
    2,
    'filters of a service are variables',
    { services: { filter: { time: { from: 'a' }, list: [{ name: 'x' }] } } },
    { time: { from: 'a' }, templating: { list: [{ name: 'x', type: 'query' }] } },
  ],
  [
    6,
    'annotations leave the menus',
    { pulldowns: [{ type: 'annotations', annotations: [{ name: 'A' }] }] },
    { annotations: { list: [{ name: 'A' }] } },
  ],
  [
    7,
    'the time picker leaves the navigation',
    { nav: [{ type: 'timepicker', enable: true }] },
    { timepicker: { type: 'timepicker', enable: true } },
  ],
  [
    12,
    'what is hidden is one setting',
    {
      templating: {
        list: [
          { name: 'a', type: 'query', hideVariable: true, refresh: true },
          { name: 'b', type: 'query', hideLabel: true },
        ],
      },
    },
    {
      templating: {
        list: [
          { hide: 2, refresh: 1 },
          { hide: 1, refresh: 1 },
        ],
      },
    },
  ],
  [14, 'pointers are shared by number', { sharedCrosshair: true }, { graphTooltip: 1 }],
  [
    23,
    'what is chosen is a list where several can be',
    {
      templating: {
        list: [
          { name: 'a', type: 'query', multi: true, current: { value: 'x', text: 'X' } },
          { name: 'b', type: 'query', multi: false, current: { value: ['y'], text: ['Y'] } },
        ],
      },
    },
    {
      templating: {
        list: [{ current: { value: ['x'], text: ['X'] } }, { current: { value: 'y', text: 'Y' } }],
      },
    },
  ],
  [
    27,
    'constants that are shown are text boxes',
    {
      templating: {
        list: [
          { name: 'a', type: 'constant', hide: 0, query: '1' },
          { name: 'b', type: 'constant', hide: 2, query: '2' },
        ],
      },
    },
    { templating: { list: [{ type: 'textbox' }, { type: 'constant' }] } },
  ],
  [
    29,
    'values of the last look are forgotten',
    { templating: { list: [{ name: 'a', type: 'query', refresh: 0, options: [{ text: 'x' }] }] } },
    { templating: { list: [{ refresh: 1, options: [] }] } },
  ],
  [
    36,
    'data sources are references',
    {
      annotations: {
        list: [
          { name: 'A', datasource: '-- Grafana --' },
          { name: 'B', datasource: 'prom' },
        ],
      },
    },
    {
      annotations: {
        list: [{ datasource: { type: 'grafana', uid: '-- Grafana --' } }, { datasource: { uid: 'prom' } }],
      },
    },
  ],
  [40, 'how often it is asked is a text', { refresh: false }, { refresh: '' }],
  [
    41,
    'choices of the time picker are its own',
    { timepicker: { time_options: ['5m'], refresh_intervals: ['1m'] } },
    { timepicker: { refresh_intervals: ['1m'] } },
  ],
];

describe('the migration of a dashboard in each schema version', () => {
  for (const [schema, what, before, after] of changes) {
    test(`${schema}: ${what}`, () => {
      const migrated = migrateDashboard({ title: 'Old', panels: [], ...before, schemaVersion: schema - 1 });
      expect(migrated).toMatchObject(after);
      expect(migrated.schemaVersion).toBe(42);
    });
  }
});

/** The changes of panels in each schema version. */
const panelChanges: readonly (readonly [schema: number, what: string, before: Json, after: Json])[] = [
  [
    19,
    'links are addresses',
    {
      type: 'stat',
      links: [
        { title: 'A', dashboard: 'My Board', keepTime: true, includeVars: true, params: 'x=1' },
        { title: 'B', dashUri: 'db/x' },
        { title: 'C' },
      ],
    },
    {
      links: [
        { title: 'A', url: 'dashboard/db/my-board?$__url_time_range&$__all_variables&x=1' },
        { title: 'B', url: 'dashboard/db/x' },
        { title: 'C', url: '/' },
      ],
    },
  ],
  [
    20,
    'names of parts of fields',
    {
      type: 'timeseries',
      options: { dataLinks: [{ url: '/$__series_name/${__series_name}/$__value_time/$__field_name' }] },
    },
    { options: { dataLinks: [{ url: '/${__series.name}/${__series.name}/$__value.time/${__field.name}' }] } },
  ],
  [
    21,
    'labels are those of fields',
    { type: 'timeseries', options: { dataLinks: [{ url: '/${__series.labels.a}' }] } },
    { options: { dataLinks: [{ url: '/${__field.labels.a}' }] } },
  ],
  [
    26,
    'the second text panel is the text panel',
    { type: 'text2', options: { content: 'x', mode: 'markdown', angular: {} } },
    { type: 'text', options: { content: 'x', mode: 'markdown' } },
  ],
  [
    30,
    'texts for values have one form',
    {
      type: 'stat',
      fieldConfig: {
        defaults: {
          thresholds: {
            steps: [
              { value: null, color: 'green' },
              { value: 1, color: 'red' },
            ],
          },
          mappings: [
            { type: 1, value: '1', text: '1 up' },
            { type: 1, value: 'null', text: 'none' },
            { type: 2, from: '2', to: '3', text: 'some' },
            { type: 1, value: '0', text: 'down' },
          ],
        },
        overrides: [],
      },
    },
    {
      fieldConfig: {
        defaults: {
          mappings: [
            { type: 'value', options: { 0: { text: 'down' }, 1: { text: '1 up', color: 'red' } } },
            { type: 'special', options: { match: 'null', result: { text: 'none' } } },
            { type: 'range', options: { from: 2, to: 3, result: { text: 'some' } } },
          ],
        },
      },
    },
  ],
  [
    30,
    'the tooltip is an option',
    { type: 'xychart', options: { tooltipOptions: { mode: 'multi' } } },
    { options: { tooltip: { mode: 'multi' } } },
  ],
  [
    31,
    'frames are merged after labels became columns',
    { type: 'table', transformations: [{ id: 'labelsToFields', options: {} }, { id: 'limit' }] },
    { transformations: [{ id: 'labelsToFields' }, { id: 'merge', options: {} }, { id: 'limit' }] },
  ],
  [
    35,
    'the axis of time is shown where all are hidden',
    { type: 'timeseries', fieldConfig: { defaults: { custom: { axisPlacement: 'hidden' } }, overrides: [] } },
    {
      fieldConfig: {
        overrides: [
          {
            matcher: { id: 'byType', options: 'time' },
            properties: [{ id: 'custom.axisPlacement', value: 'auto' }],
          },
        ],
      },
    },
  ],
  [
    36,
    'queries ask the data source of their panel',
    {
      type: 'stat',
      datasource: 'prom',
      targets: [{ expr: 'up' }, { expr: 'down', datasource: { uid: 'other' } }],
    },
    {
      targets: [
        { refId: 'A', datasource: { uid: 'prom' } },
        { refId: 'B', datasource: { uid: 'other' } },
      ],
    },
  ],
  [
    37,
    'a legend that is hidden says it in one place',
    { type: 'timeseries', options: { legend: { displayMode: 'hidden' } } },
    { options: { legend: { displayMode: 'list', showLegend: false } } },
  ],
  [
    37,
    'a legend is shown where nothing is said',
    { type: 'timeseries', options: { legend: { displayMode: 'table' } } },
    { options: { legend: { displayMode: 'table', showLegend: true } } },
  ],
  [
    38,
    'the look of cells is a group',
    {
      type: 'table',
      fieldConfig: {
        defaults: { custom: { displayMode: 'lcd-gauge' } },
        overrides: [
          {
            matcher: { id: 'byName', options: 'a' },
            properties: [{ id: 'custom.displayMode', value: 'color-background-solid' }],
          },
        ],
      },
    },
    {
      fieldConfig: {
        defaults: { custom: { cellOptions: { type: 'gauge', mode: 'lcd' } } },
        overrides: [
          { properties: [{ id: 'custom.cellOptions', value: { type: 'color-background', mode: 'basic' } }] },
        ],
      },
    },
  ],
  [
    39,
    'statistics of the table of graphs are by query',
    { type: 'table', transformations: [{ id: 'timeSeriesTable', options: { refIdToStat: { A: 'mean' } } }] },
    { transformations: [{ options: { A: { stat: 'mean' } } }] },
  ],
  [
    42,
    'what is hidden is hidden from the tooltip',
    {
      type: 'timeseries',
      fieldConfig: {
        defaults: {},
        overrides: [
          {
            matcher: { id: 'byName', options: 'a' },
            properties: [{ id: 'custom.hideFrom', value: { viz: true, legend: false, tooltip: false } }],
          },
        ],
      },
    },
    { fieldConfig: { overrides: [{ properties: [{ value: { viz: true, tooltip: true } }] }] } },
  ],
];

describe('the migration of a panel in each schema version', () => {
  for (const [schema, what, before, after] of panelChanges) {
    test(`${schema}: ${what}`, () => {
      const { panels } = migrateDashboard({
        title: 'Old',
        panels: [{ id: 1, ...before }],
        schemaVersion: schema - 1,
      });
      expect(panels).toMatchObject([after]);
    });
  }

  test('panels created by repetition are omitted, including those in collapsed rows', () => {
    const { panels } = migrateDashboard({
      title: 'Old',
      schemaVersion: 26,
      panels: [
        { id: 1, type: 'stat', repeatPanelId: null },
        { id: 2, type: 'stat', repeatPanelId: 1 },
        {
          id: 3,
          type: 'row',
          collapsed: true,
          panels: [
            { id: 4, type: 'stat', repeatPanelId: 1 },
            { id: 5, type: 'stat' },
          ],
        },
        { id: 6, type: 'row', repeatByRow: true },
      ],
    });
    expect(panels).toMatchObject([{ id: 1 }, { id: 3, panels: [{ id: 5 }] }]);
  });

  test('the minimum width of repeated panels becomes the maximum number per row', () => {
    const most = (minSpan: number) => {
      const { panels } = migrateDashboard({
        title: 'Old',
        schemaVersion: 16,
        panels: [{ type: 'stat', minSpan }],
      });
      return (panels as Json[])[0]?.maxPerRow;
    };
    // 24 / 5 is 4.8, so 4 fit.
    expect([most(12), most(8), most(5), most(2)]).toEqual([2, 3, 4, 12]);
    expect(most(1)).toBeUndefined();
  });
});
