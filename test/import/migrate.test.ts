import { describe, expect, test } from 'vitest';
import { migrateDashboard } from '../../src/import/grafana/migrate/index.js';

type Json = Readonly<Record<string, unknown>>;

function migrated(panel: Json, schemaVersion = 12): Json {
  const { panels } = migrateDashboard({ title: 'Old', schemaVersion, rows: [{ panels: [panel] }] });
  const [first] = panels as readonly Json[];
  return first ?? {};
}

describe('panels of replaced plugins', () => {
  test('graph becomes time series', () => {
    const panel = migrated({
      type: 'graph',
      title: 'Requests',
      span: 6,
      fill: 2,
      linewidth: 3,
      nullPointMode: 'connected',
      stack: true,
      legend: { show: true, alignAsTable: true, rightSide: true, values: true, max: true },
      yaxes: [
        { format: 'reqps', min: '0', show: true },
        { format: 's', show: true, label: 'time' },
      ],
      seriesOverrides: [{ alias: '/p99/', yaxis: 2, dashes: true }],
      thresholds: [{ value: 80, op: 'gt', colorMode: 'critical', fill: true, line: true }],
      tooltip: { shared: true, sort: 2 },
      targets: [{ expr: 'up' }],
    });
    expect(panel).toMatchObject({
      type: 'timeseries',
      gridPos: { x: 0, y: 0, w: 12 },
      fieldConfig: {
        defaults: {
          unit: 'reqps',
          min: 0,
          custom: {
            fillOpacity: 20,
            lineWidth: 3,
            spanNulls: true,
            stacking: { mode: 'normal' },
            thresholdsStyle: { mode: 'line+area' },
          },
          thresholds: {
            steps: [
              { value: null, color: 'transparent' },
              { value: 80, color: 'red' },
            ],
          },
        },
        overrides: [
          {
            matcher: { id: 'byRegexp', options: '/p99/' },
            properties: expect.arrayContaining([
              { id: 'unit', value: 's' },
              { id: 'custom.axisPlacement', value: 'right' },
              { id: 'custom.axisLabel', value: 'time' },
            ]),
          },
        ],
      },
      options: {
        legend: { displayMode: 'table', placement: 'right', calcs: ['max'], showLegend: true },
        tooltip: { mode: 'multi', sort: 'desc' },
      },
      targets: [{ refId: 'A', expr: 'up' }],
    });
    expect(panel).not.toHaveProperty('yaxes');
  });

  test('singlestat becomes stat, or gauge if it shows one', () => {
    const single = {
      type: 'singlestat',
      title: 'Up',
      format: 'percent',
      valueName: 'current',
      colorValue: true,
      thresholds: '50,80',
      colors: ['green', 'orange', 'red'],
      valueMaps: [{ op: '=', value: 'null', text: 'N/A' }],
      mappingType: 1,
      sparkline: { show: true },
    };
    expect(migrated(single, 16)).toMatchObject({
      type: 'stat',
      options: { colorMode: 'value', graphMode: 'area', reduceOptions: { calcs: ['lastNotNull'] } },
      fieldConfig: {
        defaults: {
          unit: 'percent',
          thresholds: {
            steps: [{ color: 'green' }, { value: 50, color: 'orange' }, { value: 80, color: 'red' }],
          },
          mappings: [{ type: 'special', options: { match: 'null', result: { text: 'N/A' } } }],
        },
      },
    });
    const gauge = { ...single, gauge: { show: true, maxValue: 10, thresholdMarkers: false } };
    expect(migrated(gauge, 16)).toMatchObject({
      type: 'gauge',
      options: { showThresholdMarkers: false },
      fieldConfig: { defaults: { min: 0, max: 10 } },
    });
  });

  test('the styles of an old table become overrides', () => {
    const table = {
      type: 'table',
      transform: 'timeseries_aggregations',
      columns: [{ text: 'Avg', value: 'avg' }],
      styles: [
        { pattern: 'Time', type: 'hidden' },
        {
          pattern: '/cpu.*/',
          type: 'number',
          unit: 's',
          decimals: 1,
          colorMode: 'cell',
          thresholds: ['1'],
          colors: ['a', 'b', 'c'],
        },
      ],
    };
    expect(migrated(table)).toMatchObject({
      type: 'table',
      transformations: [{ id: 'reduce', options: { reducers: ['mean'] } }],
      fieldConfig: {
        overrides: [
          { matcher: { id: 'byName', options: 'Time' }, properties: [{ id: 'custom.hidden', value: true }] },
          {
            matcher: { id: 'byRegexp', options: '/cpu.*/' },
            properties: [
              { id: 'unit', value: 's' },
              { id: 'decimals', value: 1 },
              { id: 'custom.cellOptions', value: { type: 'color-background' } },
              { id: 'thresholds', value: { steps: [{ color: 'a' }, { value: 1, color: 'b' }] } },
            ],
          },
        ],
      },
    });
  });
});

test('rows with titles stay rows, collapsed ones keep their panels, and every panel has an id', () => {
  const { panels } = migrateDashboard({
    title: 'Old',
    schemaVersion: 14,
    rows: [
      {
        title: 'A',
        showTitle: true,
        height: '250px',
        panels: [{ type: 'text', span: 12, content: 'x', mode: 'markdown' }],
      },
      {
        title: 'B',
        collapse: true,
        panels: [
          { id: 1, type: 'graph', span: 4 },
          { id: 1, type: 'graph', span: 4 },
        ],
      },
    ],
  });
  expect(panels).toMatchObject([
    { type: 'row', title: 'A', collapsed: false, gridPos: { y: 0 } },
    { type: 'text', options: { content: 'x', mode: 'markdown' }, gridPos: { x: 0, y: 1, w: 24, h: 7 } },
    { type: 'row', title: 'B', collapsed: true, panels: [{ type: 'timeseries' }, { type: 'timeseries' }] },
  ]);
  const ids = (panels as readonly Json[]).flatMap(({ id, panels: inner = [] }) => [
    id,
    ...(inner as readonly Json[]).map((one) => one.id),
  ]);
  expect(new Set(ids).size).toBe(5);
});

test('data sources by name, inputs, and hidden variables', () => {
  const { templating, panels } = migrateDashboard({
    title: 'Shared',
    schemaVersion: 11,
    __inputs: [{ name: 'DS_X', type: 'datasource', pluginId: 'prometheus', label: 'X' }],
    templating: { list: [{ name: 'job', hideLabel: true, query: 'label_values(job)', datasource: 'Main' }] },
    rows: [{ panels: [{ type: 'graph', datasource: '${DS_X}', targets: [{ expr: 'up' }] }] }],
  });
  expect(templating).toMatchObject({
    list: [
      { type: 'datasource', name: 'DS_X', query: 'prometheus' },
      { type: 'query', name: 'job', hide: 1, datasource: { uid: 'Main' } },
    ],
  });
  expect(panels).toMatchObject([
    { datasource: { uid: '${DS_X}' }, targets: [{ datasource: { uid: '${DS_X}' } }] },
  ]);
});
