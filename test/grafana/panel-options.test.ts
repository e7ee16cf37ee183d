import {
  catalog,
  dashboard,
  gauge,
  type PanelDefaults,
  type PanelOptions,
  type PanelType,
  panel,
  signal,
  variable,
} from 'dashwright';
import { describe, expect, test } from 'vitest';
import { isPanelType, panelTypes } from '../../src/grafana/index.js';
import { dashboardsOf, type PanelJson } from '../support/grafana.js';
import { cases } from './panel-options/cases.js';
import type { OptionCase } from './panel-options/common.js';

const metrics = catalog({
  queue_length: gauge({ help: 'Waiting.', unit: 'jobs' }),
  share: gauge({ help: 'Share.', unit: 'percentunit' }),
});
const queue = signal({ title: 'Queue', expr: metrics.queue_length });
const share = signal({ title: 'Share', expr: metrics.share });

interface Shown extends PanelJson {
  readonly type: string;
  readonly options: object;
}

async function jsonOf(
  made: ReturnType<typeof panelOf>,
  defaults: { readonly bundle?: PanelDefaults; readonly dashboard?: PanelDefaults } = {},
): Promise<Shown> {
  const board = dashboard({
    uid: 'a',
    title: 'A',
    rows: [made],
    ...(defaults.dashboard && { defaults: defaults.dashboard }),
  });
  const [json] = await dashboardsOf({
    metrics,
    dashboards: [board],
    ...(defaults.bundle && { defaults: defaults.bundle }),
  });
  return json?.panels[0] as Shown;
}

function panelOf<Type extends PanelType>(type: Type, options: PanelOptions<Type>) {
  return panel[type](options);
}

const types = Object.keys(panelTypes).filter(isPanelType);

describe('options are in the JSON', () => {
  for (const type of types) {
    const all: readonly OptionCase[] = cases[type] ?? [];
    for (const { given, options = {}, field = {}, custom = {} } of all) {
      test(`${type}: ${Object.keys(given).join(', ')}`, async () => {
        const made = await jsonOf(panelOf(type, { title: 'P', show: queue, ...given }));
        expect(made.type).toBe(panelTypes[type].plugin);
        expect(made.options).toMatchObject(options);
        expect(made.fieldConfig?.defaults ?? {}).toMatchObject(field);
        expect(made.fieldConfig?.defaults.custom ?? {}).toMatchObject(custom);
      });
    }

    test(`${type}: every option has a case`, () => {
      const tried = new Set(all.flatMap(({ given }) => Object.keys(given)));
      const untried = Object.keys(panelTypes[type].shapes).filter((name) => !tried.has(name));
      expect(untried.filter((name) => name !== 'overrides')).toEqual([]);
    });
  }
});

describe('overrides', () => {
  test('match a series by every supported property, with the options of the type', async () => {
    const made = await jsonOf(
      panel.timeseries({
        title: 'P',
        show: [queue, share],
        overrides: [
          { match: { name: 'a' }, color: 'blue' },
          { match: { pattern: '/^b/' }, unit: 's', decimals: 1 },
          { match: { type: 'number' }, axis: { placement: 'right' }, stack: 'none' },
          { match: { query: 'A' }, displayName: 'first' },
          { match: { signal: share }, style: { draw: 'bars', transform: 'negative-Y' } },
          {
            match: { value: { calculation: 'allIsZero', op: 'gte', value: 0 } },
            style: { hideFrom: ['legend'] },
          },
          { match: { name: 'c' }, properties: { 'custom.axisWidth': 80 } },
        ],
      }),
    );
    expect(made.fieldConfig.overrides.slice(-7)).toEqual([
      {
        matcher: { id: 'byName', options: 'a' },
        properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: 'blue' } }],
      },
      {
        matcher: { id: 'byRegexp', options: '/^b/' },
        properties: [
          { id: 'unit', value: 's' },
          { id: 'decimals', value: 1 },
        ],
      },
      {
        matcher: { id: 'byType', options: 'number' },
        properties: [
          { id: 'custom.axisPlacement', value: 'right' },
          { id: 'custom.stacking', value: { group: 'A', mode: 'none' } },
        ],
      },
      {
        matcher: { id: 'byFrameRefID', options: 'A' },
        properties: [{ id: 'displayName', value: 'first' }],
      },
      {
        matcher: { id: 'byFrameRefID', options: 'B' },
        properties: [
          { id: 'custom.drawStyle', value: 'bars' },
          { id: 'custom.transform', value: 'negative-Y' },
        ],
      },
      {
        matcher: { id: 'byValue', options: { reducer: 'allIsZero', op: 'gte', value: 0 } },
        properties: [{ id: 'custom.hideFrom', value: { legend: true, tooltip: false, viz: false } }],
      },
      {
        matcher: { id: 'byName', options: 'c' },
        properties: [{ id: 'custom.axisWidth', value: 80 }],
      },
    ]);
  });

  test('match a signal in a table of several by the name of its column', async () => {
    const made = await jsonOf(
      panel.table({
        title: 'P',
        show: [queue, share],
        overrides: [{ match: { signal: share }, cell: 'gauge', columnWidth: 120 }],
      }),
    );
    expect(made.fieldConfig.overrides.at(-1)).toEqual({
      matcher: { id: 'byName', options: 'Share' },
      properties: [
        { id: 'custom.cellOptions', value: { type: 'gauge', mode: 'basic' } },
        { id: 'custom.width', value: 120 },
      ],
    });
  });
});

describe('json', () => {
  test('is merged last, deeply; lists are replaced', async () => {
    const made = await jsonOf(
      panel.timeseries({
        title: 'P',
        show: queue,
        json: {
          cacheTimeout: '60',
          options: { legend: { calcs: ['max'] } },
          fieldConfig: { defaults: { custom: { barWidthFactor: 0.4, lineWidth: 5 } } },
        },
      }),
    );
    expect(made).toMatchObject({
      cacheTimeout: '60',
      options: { legend: { displayMode: 'list', calcs: ['max'] }, tooltip: { mode: 'multi' } },
      fieldConfig: { defaults: { custom: { barWidthFactor: 0.4, lineWidth: 5, fillOpacity: 10 } } },
    });
  });
});

describe('defaults', () => {
  const graph = (more: Partial<PanelOptions<'timeseries'>> = {}) =>
    panel.timeseries({ title: 'P', show: queue, ...more });

  test('are applied in the order: ours, bundle, dashboard, panel', async () => {
    const made = await jsonOf(graph({ style: { points: 'auto' } }), {
      bundle: { timeseries: { style: { fill: 0, width: 2 } }, all: { legend: 'table', decimals: 1 } },
      dashboard: { timeseries: { style: { width: 3 }, tooltip: { mode: 'single' } } },
    });
    expect(made.fieldConfig.defaults).toMatchObject({
      decimals: 1,
      custom: { fillOpacity: 0, lineWidth: 3, showPoints: 'auto' },
    });
    expect(made.options).toMatchObject({
      legend: { displayMode: 'table', placement: 'right' },
      tooltip: { mode: 'single', sort: 'desc' },
    });
  });

  test('treat the short and long form of an option as the same option', async () => {
    const made = await jsonOf(graph({ thresholds: { style: 'area' } }), {
      bundle: {
        all: {
          legend: 'table',
          thresholds: [
            { from: null, color: 'green' },
            { from: 5, color: 'red' },
          ],
        },
      },
      dashboard: { timeseries: { legend: { calculations: ['max'] } }, heatmap: { legend: 'hidden' } },
    });
    expect(made.options).toMatchObject({
      legend: { displayMode: 'table', placement: 'right', calcs: ['max'] },
    });
    expect(made.fieldConfig.defaults).toMatchObject({
      thresholds: { steps: [{ color: 'green' }, { value: 5 }] },
      custom: { thresholdsStyle: { mode: 'area' } },
    });
    const hidden = await jsonOf(panel.heatmap({ title: 'P', show: queue }), {
      bundle: { all: { legend: 'hidden' } },
    });
    expect(hidden.options).toMatchObject({ legend: { show: false } });
  });

  test('let the color of a panel replace that of the bundle', async () => {
    const made = await jsonOf(graph({ color: { fixed: 'red' } }), {
      bundle: { all: { color: { scheme: 'continuous-GrYlRd', by: 'max' } } },
    });
    expect(made.fieldConfig.defaults).toMatchObject({ color: { mode: 'fixed', fixedColor: 'red' } });
  });

  test('for all types apply to the types that have the option', async () => {
    const made = await jsonOf(panel.text({ title: 'T', markdown: 'x' }), {
      bundle: { all: { legend: 'table', decimals: 1 } },
    });
    expect(made.fieldConfig).toBeUndefined();
  });

  test.each<[string, PanelDefaults]>([
    ['grafana', 'grafana'],
    ['an object with that base', { base: 'grafana', gauge: { thresholdLabels: true } }],
  ])('%s leaves out ours', async (_, defaults) => {
    const made = await jsonOf(graph(), { bundle: defaults });
    expect(made.fieldConfig.defaults.custom).toEqual({});
    expect(made.options).toMatchObject({
      tooltip: { mode: 'single' },
      legend: { displayMode: 'list', showLegend: true },
    });
    const value = await jsonOf(panel.stat({ title: 'P', show: share }), { dashboard: defaults });
    expect(value.options).toMatchObject({ graphMode: 'area', colorMode: 'value' });
    expect(value.fieldConfig.defaults).not.toHaveProperty('min');
    expect(value.targets[0]).toMatchObject({ range: true });
  });

  test.each<[PanelDefaults | undefined, string | undefined]>([
    [undefined, '.*'],
    ['grafana', undefined],
  ])('All under %s', async (defaults, allValue) => {
    const queues = variable.custom({ name: 'queues', values: ['a', 'b'], includeAll: true });
    const board = dashboard({
      uid: 'a',
      title: 'A',
      rows: [graph({ title: '$queues' })],
      variables: [queues],
      ...(defaults && { defaults }),
    });
    const [json] = await dashboardsOf({ metrics, dashboards: [board] });
    const made = json?.templating.list.find(({ name }) => name === 'queues');
    expect(made).toMatchObject({ includeAll: true });
    expect(made).toHaveProperty('name', 'queues');
    expect((made as { readonly allValue?: string } | undefined)?.allValue).toBe(allValue);
  });

  test('set size and background, by type and for all', async () => {
    const sized = await Promise.all(
      [graph(), graph({ width: 24 }), panel.stat({ title: 'S', show: queue })].map((one) =>
        jsonOf(one, {
          bundle: { all: { height: 6, transparent: true }, timeseries: { width: 8 } },
          dashboard: { stat: { height: 3, transparent: false } },
        }),
      ),
    );
    expect(sized).toMatchObject([
      { transparent: true, gridPos: { w: 8, h: 6 } },
      { transparent: true, gridPos: { w: 24, h: 6 } },
      { transparent: false, gridPos: { w: 6, h: 3 } },
    ]);
  });

  test('restore ours on a dashboard', async () => {
    const made = await jsonOf(graph(), { bundle: 'grafana', dashboard: { base: 'dashwright' } });
    expect(made.fieldConfig.defaults.custom).toMatchObject({ lineWidth: 1 });
  });
});
