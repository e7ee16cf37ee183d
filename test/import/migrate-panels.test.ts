import { describe, expect, test } from 'vitest';
import { migrateDashboard } from '../../src/import/grafana/migrate/index.js';

type Json = Readonly<Record<string, unknown>>;

describe('panels of previous versions', () => {
  const migrated = (panel: Json): Json => {
    const { panels } = migrateDashboard({ title: 'Old', schemaVersion: 30, panels: [{ id: 1, ...panel }] });
    return (panels as Json[])[0] ?? {};
  };

  test('the first heatmap, of time series', () => {
    expect(
      migrated({
        type: 'heatmap',
        dataFormat: 'timeseries',
        color: { mode: 'spectrum', colorScheme: 'interpolateYlOrRd', cardColor: '#b4ff00', min: 9, max: 1 },
        cards: { cardPadding: 0, cardRound: 3 },
        xBucketSize: '1m',
        yBucketNumber: 10,
        xBucketNumber: 5,
        yAxis: { format: 's', decimals: 1, min: '0', logBase: 2, splitFactor: 4, show: false },
        yBucketBound: 'upper',
        tooltip: { show: true, showHistogram: true },
        legend: { show: true },
        hideZeroBuckets: true,
        tooltipDecimals: 2,
        reverseYBuckets: true,
      }),
    ).toEqual({
      id: 1,
      type: 'heatmap',
      datasource: null,
      fieldConfig: { defaults: {}, overrides: [] },
      options: {
        calculate: true,
        calculation: {
          xBuckets: { mode: 'size', value: '1m' },
          yBuckets: { mode: 'count', value: '4', scale: { type: 'log', log: 2 } },
        },
        color: {
          mode: 'scheme',
          scheme: 'OrRd',
          fill: '#b4ff00',
          scale: 'exponential',
          exponent: 0.5,
          steps: 128,
          reverse: true,
          min: 1,
          max: 9,
        },
        cellGap: 1,
        cellRadius: 3,
        yAxis: { axisPlacement: 'hidden', reverse: true, min: 0, unit: 's', decimals: 1 },
        cellValues: { decimals: 2 },
        rowsFrame: { layout: 'ge' },
        legend: { show: true },
        showValue: 'never',
        tooltip: { mode: 'single', yHistogram: true },
        exemplars: { color: 'rgba(255,0,255,0.7)' },
        filterValues: { le: 1e-9 },
      },
    });
  });

  test('the first heatmap, of buckets and with opacity', () => {
    expect(
      migrated({ type: 'heatmap', dataFormat: 'tsbuckets', color: { mode: 'opacity', cardColor: 'red' } }),
    ).toMatchObject({
      options: {
        calculate: false,
        calculation: {},
        color: { mode: 'opacity', fill: 'red' },
        cellGap: 2,
        tooltip: { mode: 'none' },
        legend: { show: false },
      },
    });
  });

  test('the second heatmap, with its tooltip mode', () => {
    expect(
      migrated({ type: 'heatmap', options: { tooltip: { show: true, yHistogram: false } } }).options,
    ).toEqual({
      tooltip: { mode: 'single', yHistogram: false },
    });
  });

  test('single values whose fields were options', () => {
    const panel = {
      type: 'gauge',
      pluginVersion: '6.5.2',
      options: {
        fieldOptions: {
          calcs: ['max'],
          values: false,
          defaults: { unit: 'percentunit', title: 'Used', color: 'blue', decimals: null },
          thresholds: [
            { value: 10, color: 'red' },
            { value: null, color: 'green' },
          ],
          overrides: [{ matcher: { id: 'byName', options: 'x' }, properties: [] }],
        },
        showThresholdLabels: true,
      },
    };
    expect(migrated(panel)).toMatchObject({
      options: { reduceOptions: { calcs: ['max'], values: false }, showThresholdLabels: true },
      fieldConfig: {
        defaults: {
          unit: 'percentunit',
          displayName: 'Used',
          color: { mode: 'fixed', fixedColor: 'blue' },
          min: 0,
          max: 1,
          thresholds: {
            mode: 'absolute',
            steps: [
              { value: null, color: 'green' },
              { value: 10, color: 'red' },
            ],
          },
        },
        overrides: [{ matcher: { id: 'byName', options: 'x' } }],
      },
    });
    expect(
      migrated({ ...panel, options: { valueOptions: { unit: 's', stat: 'avg', decimals: 2 }, maxValue: 5 } }),
    ).toMatchObject({
      options: { reduceOptions: { calcs: ['mean'] } },
      fieldConfig: { defaults: { unit: 's', decimals: 2, max: 5 } },
    });
  });

  test('singlestat becomes stat, as in Grafana', () => {
    expect(
      migrated({
        type: 'singlestat',
        format: 'percent',
        thresholds: '',
        colors: ['a', 'b'],
        sparkline: { show: true, lineColor: 'rgb(1,2,3)' },
        rangeMaps: [{ from: '1', to: '2', text: 'few' }],
      }),
    ).toMatchObject({
      type: 'stat',
      options: { colorMode: 'none', graphMode: 'area', reduceOptions: { calcs: ['mean'] } },
      fieldConfig: {
        defaults: {
          unit: 'percent',
          min: 0,
          max: 100,
          color: { mode: 'fixed', fixedColor: 'rgb(1,2,3)' },
          mappings: [{ type: 'range', options: { from: 1, to: 2, result: { text: 'few' } } }],
        },
      },
    });
  });

  test('the style of all columns of an old table becomes the default of fields', () => {
    expect(
      migrated({
        type: 'table-old',
        styles: [
          {
            pattern: '/.*/',
            type: 'number',
            unit: 'bytes',
            decimals: 0,
            alias: 'All',
            link: true,
            linkUrl: '/x',
            thresholds: ['1'],
            colors: ['a', 'b'],
          },
        ],
      }).fieldConfig,
    ).toEqual({
      defaults: {
        custom: {},
        unit: 'bytes',
        decimals: 0,
        displayName: 'All',
        thresholds: {
          mode: 'absolute',
          steps: [
            { value: null, color: 'a' },
            { value: 1, color: 'b' },
          ],
        },
      },
      overrides: [],
    });
  });

  test('the pie chart plugin', () => {
    expect(
      migrated({
        type: 'grafana-piechart-panel',
        pieType: 'donut',
        format: 's',
        valueName: 'max',
        legendType: 'On graph',
        legend: { show: true, values: true },
        aliasColors: { a: 'red' },
      }),
    ).toMatchObject({
      type: 'piechart',
      options: {
        pieType: 'donut',
        displayLabels: ['name', 'value'],
        legend: { showLegend: false, placement: 'right' },
        reduceOptions: { calcs: ['max'] },
      },
      fieldConfig: { defaults: { unit: 's' }, overrides: [{ matcher: { options: 'a' } }] },
    });
  });

  test('text: plain text becomes Markdown, and code stays code', () => {
    const optionsOf = (panel: Json) => migrated({ type: 'text', ...panel }).options;
    expect(optionsOf({ content: 'x', mode: 'text' })).toEqual({ content: 'x', mode: 'markdown' });
    expect(optionsOf({ options: { content: 'x', mode: 'text' } })).toEqual({
      content: 'x',
      mode: 'markdown',
    });
    expect(optionsOf({ options: { content: 'x', mode: 'code' }, content: 'old', mode: 'html' })).toEqual({
      content: 'x',
      mode: 'code',
    });
  });
});
