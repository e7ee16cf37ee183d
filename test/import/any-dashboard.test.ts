import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { type Engine, loadEngine } from '../../src/engine/index.js';
import { makeBundle } from '../../src/import/make.js';
import { ImportMistake } from '../../src/import/problems.js';
import { readDocuments } from '../../src/import/read/documents.js';
import { readInput } from '../../src/import/read/kinds.js';

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine();
});

/** Values in fields for which Grafana has other types. */
const odd = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(
      null,
      '',
      0,
      -1,
      1e308,
      true,
      false,
      [],
      {},
      [null],
      [[]],
      'x',
      '$a',
      '${b:csv}',
      '1',
      '{{a}}',
      'null',
    ),
  },
  fc.string({ maxLength: 6 }),
  fc.double(),
  fc.jsonValue({ maxDepth: 2 }),
);
const maybe = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 3, arbitrary }, { weight: 1, arbitrary: odd });
const record = (shape: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc.record(Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, maybe(value)])), {
    requiredKeys: [],
  });
const list = (arbitrary: fc.Arbitrary<unknown>, maxLength = 3) => fc.array(maybe(arbitrary), { maxLength });

const source = fc.oneof(
  record({
    type: fc.constantFrom('prometheus', 'loki', 'x'),
    uid: fc.constantFrom('p', '$ds', '${ds}', '-- Mixed --', '-- Dashboard --'),
  }),
  fc.constantFrom('p', 'default', '$ds'),
);
const expr = fc.constantFrom(
  'up',
  'rate(a_total[5m])',
  'sum by (job) (rate(a_total{job=~"$job"}[$__rate_interval]))',
  'a / b_total',
  '(',
  '{job="x"} |= "e"',
  'label_values(up, job)',
  '$metric',
  'histogram_quantile(0.9, sum by (le) (rate(h_bucket[$i])))',
  'increase(x[$__interval:] offset -$__interval)',
);
const target = record({
  refId: fc.constantFrom('A', 'B'),
  expr,
  query: expr,
  datasource: source,
  legendFormat: fc.constantFrom('{{job}}', '__auto'),
  format: fc.constantFrom('table', 'heatmap', 'time_series'),
  instant: fc.boolean(),
  range: fc.boolean(),
  interval: fc.constant('1m'),
  intervalFactor: fc.integer(),
  hide: fc.boolean(),
  panelId: fc.integer(),
  queryType: fc.constantFrom('range', 'instant'),
  resolution: fc.integer(),
  exemplar: fc.boolean(),
});
const step = record({ value: fc.double(), color: fc.constant('red') });
const mapping = record({
  type: fc.constantFrom('value', 'range', 'special', 'regex', 1, 2),
  options: fc.anything(),
  value: fc.constant('1'),
  text: fc.constant('x'),
  from: fc.constant('1'),
  to: fc.constant('2'),
});
const field = record({
  unit: fc.constantFrom('s', 'percent', 'none'),
  min: fc.integer(),
  max: fc.integer(),
  decimals: fc.integer(),
  noValue: fc.string(),
  displayName: fc.string(),
  mappings: list(mapping),
  thresholds: record({ mode: fc.constantFrom('absolute', 'percentage'), steps: list(step) }),
  color: record({
    mode: fc.constantFrom('fixed', 'thresholds', 'palette-classic'),
    fixedColor: fc.constant('red'),
  }),
  custom: record({
    fillOpacity: fc.integer(),
    axisPlacement: fc.constantFrom('hidden', 'left'),
    stacking: record({ mode: fc.constantFrom('normal', 'none'), group: fc.string() }),
    thresholdsStyle: record({ mode: fc.constantFrom('line', 'off') }),
    cellOptions: record({ type: fc.constant('gauge') }),
    hideFrom: record({ viz: fc.boolean() }),
    drawStyle: fc.constantFrom('bars', 'line'),
  }),
  links: list(record({ url: fc.webUrl(), title: fc.string() })),
});
const override = record({
  matcher: record({
    id: fc.constantFrom('byName', 'byRegexp', 'byType', 'byFrameRefID', 'byNames'),
    options: fc.constantFrom('x', '/(/', 'A'),
  }),
  properties: list(
    record({
      id: fc.constantFrom(
        'unit',
        'color',
        'custom.lineWidth',
        'links',
        'mappings',
        'thresholds',
        'custom.hideFrom',
      ),
      value: odd,
    }),
  ),
});
const options = record({
  legend: record({
    displayMode: fc.constantFrom('table', 'list', 'hidden'),
    calcs: list(fc.constantFrom('max', 'mean')),
    placement: fc.constant('right'),
    showLegend: fc.boolean(),
  }),
  tooltip: record({ mode: fc.constantFrom('single', 'multi'), show: fc.boolean() }),
  reduceOptions: record({ calcs: list(fc.constant('mean')), fields: fc.string(), values: fc.boolean() }),
  content: fc.string(),
  mode: fc.constantFrom('html', 'markdown'),
  fieldOptions: record({ defaults: field, calcs: list(fc.constant('mean')) }),
  graphMode: fc.constantFrom('area', 'none'),
  yAxis: record({ unit: fc.constant('s') }),
  sortBy: list(record({ displayName: fc.string(), desc: fc.boolean() })),
});
const plugin = fc.constantFrom(
  'timeseries',
  'stat',
  'gauge',
  'bargauge',
  'table',
  'text',
  'heatmap',
  'piechart',
  'barchart',
  'logs',
  'histogram',
  'state-timeline',
  'graph',
  'singlestat',
  'table-old',
  'grafana-piechart-panel',
  'acme-panel',
  'row',
  'dashlist',
  'alertlist',
  'geomap',
  'canvas',
  'news',
);
const old = {
  legend: record({ show: fc.boolean(), values: fc.boolean(), avg: fc.boolean() }),
  yaxes: list(record({ format: fc.constant('s'), min: fc.constant('0'), logBase: fc.integer() })),
  seriesOverrides: list(
    record({ alias: fc.constantFrom('/a/', 'b'), yaxis: fc.integer(), color: fc.string() }),
  ),
  aliasColors: fc.dictionary(fc.string(), odd),
  thresholds: fc.constantFrom('1,2', []),
  colors: list(fc.constant('red')),
  styles: list(
    record({
      pattern: fc.constantFrom('/.*/', 'a'),
      unit: fc.constant('s'),
      thresholds: list(fc.constant('1')),
      colors: list(fc.constant('a')),
    }),
  ),
  gauge: record({ show: fc.boolean() }),
  valueMaps: list(record({ value: fc.string(), text: fc.string() })),
  color: record({ mode: fc.constantFrom('spectrum', 'opacity') }),
  sparkline: record({ show: fc.boolean() }),
  xaxis: record({ mode: fc.constantFrom('series', 'histogram') }),
  span: fc.integer(),
  minSpan: fc.integer(),
};
const gridPos = record({
  x: fc.integer({ min: -3, max: 30 }),
  y: fc.integer({ min: -3, max: 30 }),
  w: fc.integer({ min: -3, max: 30 }),
  h: fc.integer({ min: -3, max: 30 }),
});
const panel = record({
  id: fc.integer({ min: -1, max: 4 }),
  type: plugin,
  title: fc.string({ maxLength: 5 }),
  description: fc.string(),
  gridPos,
  datasource: source,
  targets: list(target),
  fieldConfig: record({ defaults: field, overrides: list(override) }),
  options,
  repeat: fc.constant('job'),
  repeatDirection: fc.constantFrom('h', 'v'),
  maxPerRow: fc.integer(),
  links: list(record({ url: fc.string(), title: fc.string() })),
  transformations: list(
    record({ id: fc.constantFrom('organize', 'labelsToFields', 'timeSeriesTable'), options: odd }),
  ),
  collapsed: fc.boolean(),
  panels: fc.constant([]),
  libraryPanel: record({ uid: fc.constant('x'), name: fc.string() }),
  interval: fc.string(),
  timeFrom: fc.constant('1h'),
  transparent: fc.boolean(),
  ...old,
});
const row = record({
  title: fc.string(),
  panels: list(panel),
  collapse: fc.boolean(),
  showTitle: fc.boolean(),
  height: fc.constantFrom('250px', 100),
  repeat: fc.constant('job'),
  repeatIteration: fc.integer(),
});
const variable = record({
  name: fc.constantFrom('job', 'ds', 'a b', ''),
  type: fc.constantFrom(
    'query',
    'custom',
    'datasource',
    'interval',
    'constant',
    'textbox',
    'adhoc',
    'groupby',
    'switch',
  ),
  query: fc.oneof(expr, fc.constantFrom('a,b : c', 'prometheus', '1m,5m')),
  datasource: source,
  label: fc.string(),
  hide: fc.integer({ min: -1, max: 4 }),
  refresh: fc.integer({ min: -1, max: 3 }),
  sort: fc.integer({ min: -1, max: 9 }),
  regex: fc.constantFrom('/(/', 'a'),
  multi: fc.boolean(),
  includeAll: fc.boolean(),
  allValue: fc.constantFrom('.*', '.+'),
  current: record({ value: odd, text: odd }),
  options: list(record({ text: fc.string(), value: fc.string() })),
  auto: fc.boolean(),
  auto_count: fc.integer(),
  auto_min: fc.string(),
});
const annotation = record({
  name: fc.string(),
  datasource: source,
  expr,
  enable: fc.boolean(),
  iconColor: fc.string(),
  builtIn: fc.integer(),
  target: odd,
  tagKeys: fc.string(),
  step: fc.string(),
});
const dashboard = record({
  uid: fc.constantFrom('a', '../b', ''),
  title: fc.string(),
  description: fc.string(),
  tags: list(fc.string()),
  schemaVersion: fc.integer({ min: 0, max: 43 }),
  panels: list(panel),
  rows: list(row),
  templating: record({ list: list(variable) }),
  annotations: record({ list: list(annotation) }),
  links: list(
    record({
      title: fc.string(),
      type: fc.constantFrom('link', 'dashboards'),
      url: fc.string(),
      tags: list(fc.string()),
    }),
  ),
  time: record({ from: fc.constant('now-1h'), to: fc.constant('now') }),
  timepicker: record({ hidden: fc.boolean(), refresh_intervals: list(fc.constant('1m')) }),
  refresh: fc.constantFrom('1m', false),
  timezone: fc.constantFrom('utc', 'Nowhere/X'),
  graphTooltip: fc.integer({ min: -1, max: 4 }),
  editable: fc.boolean(),
  fiscalYearStartMonth: fc.integer(),
  weekStart: fc.string(),
  __inputs: list(record({ name: fc.constant('DS'), type: fc.constantFrom('datasource', 'constant') })),
});

test('any JSON is imported or rejected with its place: no other error is thrown', async () => {
  await fc.assert(
    fc.asyncProperty(dashboard, async (json) => {
      const text = JSON.stringify(json) ?? 'null';
      const { documents, problems } = readDocuments('a.json', text);
      const { input, problems: found } = readInput(documents, engine);
      if (problems.length + found.length > 0 || input.dashboards.length === 0) return;
      try {
        const made = await makeBundle(input, { name: 'any', engine });
        expect(made.files.length).toBeGreaterThan(2);
      } catch (error) {
        if (!(error instanceof ImportMistake)) throw error;
        expect(error.message).toContain('a.json');
      }
    }),
    { numRuns: 20 },
  );
});

test('a dashboard of two hundred panels in one column', async () => {
  const panels = Array.from({ length: 200 }, (_, index) => ({
    id: index + 1,
    type: 'text',
    title: `Text ${index}`,
    gridPos: { x: 0, y: index * 8, w: 24, h: 8 },
  }));
  const { documents } = readDocuments('a.json', JSON.stringify({ title: 'High', schemaVersion: 42, panels }));
  const { input } = readInput(documents, engine);
  const { tally } = await makeBundle(input, { name: 'high', engine });
  expect(tally.dashboards).toMatchObject([{ panels: 200, raw: 0 }]);
});
