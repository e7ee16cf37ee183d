import { type AnyPanel, catalog, dashboard, datasource, panel, rawQuery } from 'dashwright';
import { describe, expect, test } from 'vitest';
import { appearanceOf, isPanelType, panelReader, panelTypes, typeOfPlugin } from '../../src/grafana/index.js';
import { dashboardsOf } from '../support/grafana.js';
import { cases } from './panel-options/cases.js';
import type { OptionCase } from './panel-options/common.js';

const source = datasource('some-datasource', { uid: 'x' });
const show = rawQuery({ source, json: {} });

async function built(rows: readonly AnyPanel[]) {
  const [json] = await dashboardsOf({
    metrics: catalog({}),
    defaults: 'grafana',
    dashboards: [dashboard({ uid: 'a', title: 'A', rows })],
  });
  return (json?.panels ?? []).map((one) => ({ ...one }) as Readonly<Record<string, unknown>>);
}

const types = Object.keys(panelTypes).filter(isPanelType);

describe('options are read from the JSON', () => {
  for (const type of types) {
    const all: readonly OptionCase[] = cases[type] ?? [];
    if (all.length === 0) continue;
    const make: (options: never) => AnyPanel = panel[type];

    test(type, async () => {
      const read = await panelReader(type);
      const first = await built(all.map(({ given }) => make({ title: 'P', show, ...given } as never)));
      const found = first.map((json) => read(json, 1));
      expect(found.map(({ json }) => json)).toEqual(all.map(() => undefined));
      const second = await built(found.map(({ options }) => make({ ...options, show } as never)));
      for (const [index, json] of first.entries())
        expect(await appearanceOf(type, second[index] ?? {})).toEqual(await appearanceOf(type, json));
    });
  }

  test('overrides, for every type of matcher', async () => {
    const overrides = [
      { match: { name: 'a' }, color: 'blue', style: { fill: 0, line: 'dash', hideFrom: ['legend'] } },
      { match: { pattern: '/^b/' }, unit: 's', axis: { placement: 'right', scale: { log: 2 } } },
      { match: { type: 'number' }, stack: 'percent', mappings: [{ value: 1, text: 'up' }] },
      { match: { query: 'A' }, displayName: 'first', properties: { 'custom.other': true } },
      {
        match: { value: { calculation: 'max', op: 'gte', value: 0 } },
        thresholds: [{ from: null, color: 'red' }],
      },
    ] as const;
    const [json = {}] = await built([panel.timeseries({ title: 'P', show, overrides })]);
    expect((await panelReader('timeseries'))(json, 1).options.overrides).toEqual(overrides);
  });
});

describe('a panel as saved by Grafana', () => {
  const graph = {
    type: 'timeseries',
    id: 4,
    title: 'Latency',
    pluginVersion: '12.1.0',
    maxDataPoints: 500,
    nullPointMode: 'null',
    fieldConfig: {
      defaults: {
        color: { mode: 'palette-classic' },
        custom: {
          axisBorderShow: false,
          axisLabel: 'time',
          drawStyle: 'line',
          fillOpacity: 20,
          hideFrom: { legend: false, tooltip: false, viz: false },
          lineInterpolation: 'smooth',
          lineWidth: 1,
          scaleDistribution: { log: 2, type: 'log' },
          spanNulls: 300_000,
          thresholdsStyle: { mode: 'off' },
          newSetting: 7,
        },
        mappings: [],
        thresholds: {
          mode: 'absolute',
          steps: [
            { color: 'green', value: null },
            { color: 'red', value: 80 },
          ],
        },
        unit: 's',
        unitScale: true,
      },
      overrides: [],
    },
    options: {
      legend: {
        calcs: ['mean'],
        displayMode: 'table',
        placement: 'right',
        showLegend: true,
        sortBy: 'Mean',
        sortDesc: false,
      },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  };

  test('has only options that differ from the defaults', async () => {
    expect((await panelReader('timeseries'))(graph, 1)).toEqual({
      type: 'timeseries',
      options: {
        title: 'Latency',
        maxDataPoints: 500,
        unit: 's',
        style: { fill: 20, interpolation: 'smooth', gaps: '5m' },
        axis: { label: 'time', scale: { log: 2 } },
        legend: { as: 'table', calculations: ['mean'], sortBy: 'mean', sortDescending: false },
        tooltip: { mode: 'multi', sort: 'desc' },
      },
      json: { fieldConfig: { defaults: { custom: { newSetting: 7 } } } },
      unread: ['nullPointMode'],
      settings: { options: 13, json: 1 },
    });
  });

  test('has thresholds if something shows them', async () => {
    const { defaults } = graph.fieldConfig;
    const { options } = (await panelReader('timeseries'))(
      { ...graph, fieldConfig: { defaults: { ...defaults, color: { mode: 'thresholds' } } } },
      1,
    );
    expect(options).toMatchObject({
      color: 'thresholds',
      thresholds: [
        { from: null, color: 'green' },
        { from: 80, color: 'red' },
      ],
    });
  });

  test('has a type by its plugin id', () => {
    expect(typeOfPlugin('state-timeline')).toBe('stateTimeline');
    expect(typeOfPlugin('graph')).toBeUndefined();
  });
});
