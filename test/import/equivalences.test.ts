import { beforeAll, describe, expect, test } from 'vitest';
import { type Engine, loadEngine } from '../../src/engine/index.js';
import { prepareDashboards } from '../../src/import/prepare-dashboards.js';
import { compareDashboards } from '../../src/import/verify/dashboards.js';
import { compareRules } from '../../src/import/verify/rules.js';

type Json = Readonly<Record<string, unknown>>;

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine();
});

const source = { type: 'prometheus', uid: 'prom' };
const target: Json = {
  refId: 'A',
  expr: 'sum by (job) (rate(x_total{a="1",b="2"}[5m]))',
  datasource: source,
};
const panel: Json = {
  id: 1,
  type: 'timeseries',
  title: 'A',
  gridPos: { x: 0, y: 0, w: 12, h: 8 },
  targets: [target],
  fieldConfig: { defaults: { unit: 's', custom: { fillOpacity: 10 } }, overrides: [] },
  options: { legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] } },
};
const variable: Json = {
  type: 'query',
  name: 'job',
  datasource: source,
  query: 'label_values(up{env="x"}, job)',
  refresh: 1,
  current: { value: 'a', text: 'a' },
};
const annotation: Json = {
  name: 'Deployed',
  datasource: source,
  expr: 'changes(y[5m]) > 0',
  iconColor: 'red',
  enable: true,
};
const link: Json = { title: 'Docs', type: 'link', url: 'https://example.com' };
const base: Json = {
  uid: 'shop',
  title: 'Shop',
  schemaVersion: 42,
  time: { from: 'now-3h', to: 'now' },
  panels: [panel],
  templating: { list: [variable] },
  annotations: { list: [annotation] },
  links: [link],
};

const withPanel = (change: Json): Json => ({ ...base, panels: [{ ...panel, ...change }] });
const withTarget = (change: Json): Json => withPanel({ targets: [{ ...target, ...change }] });
const withVariable = (change: Json): Json => ({
  ...base,
  templating: { list: [{ ...variable, ...change }] },
});
const withField = (change: Json): Json =>
  withPanel({
    fieldConfig: { defaults: { unit: 's', custom: { fillOpacity: 10 }, ...change }, overrides: [] },
  });

const drawn = { mode: 'absolute', steps: [{ value: null, color: 'red' }] };
const colored = { id: 'custom.cellOptions', value: { type: 'color-text' } };
const override = (properties: readonly object[]): Json => ({
  matcher: { id: 'byName', options: 'x' },
  properties,
});

/** Differences between a built dashboard and an imported one. */
async function differences(input: Json, built: Json): Promise<string[]> {
  const { dashboards } = prepareDashboards({
    dashboards: [{ file: 'shop.json', at: '', json: input }],
    libraryPanels: [],
    folders: new Map(),
  });
  const found = await compareDashboards(dashboards, [{ uid: 'shop', json: built }], engine);
  return found.map(({ at, message }) => `${at}: ${message}`);
}

const text = (type: string, query: string): Json =>
  withVariable({ type, query, datasource: undefined, refresh: undefined, current: {} });

const usualIntervals = ['5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h', '2h', '1d'];

/** The list in docs/import-dashboards.md, in its words. */
const same: Readonly<Record<string, readonly (readonly [input: Json, built: Json])[]>> = {
  'keys that Grafana does not have': [
    [{ ...base, hello: 1 }, base],
    [withVariable({ mine: true }), base],
    [{ ...base, links: [{ ...link, mine: 1 }] }, base],
  ],
  'numbers and versions of the server, of schemas and plugins': [
    [{ ...base, id: 7, version: 3, iteration: 5, gnetId: 1 }, base],
    [withPanel({ pluginVersion: '9.1.0' }), base],
  ],
  'what the query editor keeps for itself': [
    [withTarget({ editorMode: 'code', builder: true, key: 'Q-1', fullMetaSearch: false }), base],
    [withVariable({ definition: 'label_values(up, job)', options: [{ text: 'a', value: 'a' }] }), base],
  ],
  'a key that is null, or has the value that Grafana gives it anyway': [
    [{ ...base, refresh: null, editable: true, liveNow: false, tags: [] }, base],
    [{ ...base, timepicker: { refresh_intervals: usualIntervals } }, base],
    [{ ...base, links: [{ ...link, asDropdown: true, tags: ['a'] }] }, base],
    [withPanel({ links: [{ ...link, icon: '' }] }), withPanel({ links: [link] })],
    [withPanel({ transparent: false, description: '', links: [], transformations: [] }), base],
    [withTarget({ hide: false, range: true, instant: false, legendFormat: '' }), base],
    [withField({ mappings: [], noValue: null }), base],
    [withPanel({ options: {} }), base],
    [
      { ...base, annotations: { list: [{ ...annotation, iconColor: undefined }] } },
      { ...base, annotations: { list: [{ ...annotation, iconColor: 'rgba(0, 211, 255, 1)' }] } },
    ],
    [
      withPanel({ type: 'table', options: { footer: { show: true, reducer: ['sum'] } } }),
      withPanel({ type: 'table', options: { footer: { show: true, reducer: ['sum'], countRows: false } } }),
    ],
    [withField({ unit: 'none' }), withField({ unit: undefined })],
    [
      withPanel({ type: 'bargauge', options: { sizing: 'manual', minVizHeight: 60 } }),
      withPanel({ type: 'bargauge', options: { sizing: 'manual', minVizHeight: 60, maxVizHeight: 300 } }),
    ],
    [withField({ custom: { fillOpacity: 10, showValues: false } }), base],
    [
      withPanel({
        type: 'table',
        options: { enablePagination: true },
        fieldConfig: { defaults: { custom: { footer: { reducers: ['sum'] } } }, overrides: [] },
      }),
      withPanel({
        type: 'table',
        options: { footer: { show: true, reducer: ['sum'], enablePagination: true } },
        fieldConfig: { defaults: {}, overrides: [] },
      }),
    ],
    [
      withPanel({
        type: 'table',
        options: {},
        fieldConfig: { defaults: { custom: { footer: { reducers: [] } } }, overrides: [] },
      }),
      withPanel({ type: 'table', options: {}, fieldConfig: { defaults: {}, overrides: [] } }),
    ],
  ],
  'the data source of a panel whose queries name their own, and the type beside a uid': [
    [withPanel({ datasource: { type: 'prometheus', uid: 'other' } }), base],
    [withTarget({ datasource: { uid: 'prom' } }), withTarget({ datasource: source })],
  ],
  'thresholds that nothing on the panel shows': [
    [
      withPanel({ type: 'table', options: {}, fieldConfig: { defaults: {}, overrides: [] } }),
      withPanel({
        type: 'table',
        options: {},
        fieldConfig: { defaults: {}, overrides: [override([{ id: 'thresholds', value: drawn }])] },
      }),
    ],
    [withField({ thresholds: { mode: 'absolute', steps: [{ value: null, color: 'red' }] } }), base],
  ],
  'a threshold at the value of the next one, which hides it': [
    [1, 1, 2].map((value, index) => ({ value, color: ['red', 'blue', 'green'][index] })),
  ].map((steps) => {
    const panelWith = (list: readonly object[]) =>
      withPanel({
        type: 'stat',
        options: {},
        fieldConfig: {
          defaults: {
            color: { mode: 'thresholds' },
            thresholds: { mode: 'absolute', steps: [{ value: null, color: 'grey' }, ...list] },
          },
          overrides: [],
        },
      });
    return [panelWith(steps), panelWith(steps.slice(1))] as const;
  }),
  'gaps between panels, and their order in the file': [
    [withPanel({ gridPos: { x: 0, y: 5, w: 12, h: 8 } }), base],
    [
      { ...base, panels: [panel, { ...panel, id: 2, gridPos: { x: 12, y: 0, w: 12, h: 8 } }] },
      { ...base, panels: [{ ...panel, id: 2, gridPos: { x: 12, y: 0, w: 12, h: 8 } }, panel] },
    ],
  ],
  'the annotation that every dashboard has': [
    [
      {
        ...base,
        annotations: {
          list: [
            {
              builtIn: 1,
              name: 'Annotations & Alerts',
              datasource: '-- Grafana --',
              enable: true,
              hide: true,
              type: 'dashboard',
            },
            annotation,
          ],
        },
      },
      base,
    ],
  ],
  'white space, parentheses and order in PromQL': [
    [withTarget({ expr: 'sum( (rate(x_total{b="2", a="1"}[300s])) )  by (job)' }), base],
    [withVariable({ query: 'label_values( up{ env = "x" } ,job )' }), base],
    [withVariable({ query: { query: 'label_values(up{env="x"}, job)', refId: 'V', qryType: 1 } }), base],
  ],
  'white space in the lists of variables': [
    [text('custom', 'a,b : c'), text('custom', 'a, b : c')],
    [text('interval', '1m, 5m'), text('interval', '1m,5m')],
  ],
  'a label of a variable that is its name, and the choice of all where nothing is said': [
    [withVariable({ label: 'job' }), base],
    [
      withVariable({ includeAll: true, current: { value: ['$__all'], text: ['All'] } }),
      withVariable({ includeAll: true, current: {} }),
    ],
  ],
};

/** Similar changes that must be reported. */
const different: Readonly<Record<string, readonly [input: Json, built: Json, says: RegExp]>> = {
  'a title': [{ ...base, title: 'Other' }, base, /title: is "Shop" instead of "Other"/],
  'the end of a long description': [
    { ...base, description: `${'long '.repeat(60)}Other` },
    { ...base, description: `${'long '.repeat(60)}Own` },
    /^description: is "?…ong .* long Own" instead of …ong .* long Other"$/,
  ],
  'a range of time': [{ ...base, time: { from: 'now-1h', to: 'now' } }, base, /time\.from/],
  'how often it is asked': [{ ...base, refresh: '1m' }, base, /refresh/],
  'a tag': [{ ...base, tags: ['a'] }, base, /tags/],
  'a link': [{ ...base, links: [{ ...link, url: 'https://example.org' }] }, base, /links\[0\]\.url/],
  'a panel that is missing': [
    { ...base, panels: [panel, { ...panel, id: 2, gridPos: { x: 12, y: 0, w: 12, h: 8 } }] },
    base,
    /panel 2 \(A\)/,
  ],
  'a panel that is too much': [
    base,
    { ...base, panels: [panel, { ...panel, id: 2, gridPos: { x: 12, y: 0, w: 12, h: 8 } }] },
    /panel 2/,
  ],
  'a place': [withPanel({ gridPos: { x: 12, y: 0, w: 12, h: 8 } }), base, /panel 1 \(A\)\.gridPos\.x/],
  'a size': [withPanel({ gridPos: { x: 0, y: 0, w: 12, h: 9 } }), base, /gridPos\.h/],
  'a kind of panel': [withPanel({ type: 'barchart' }), base, /panel 1 \(A\)\.type/],
  'a unit': [withField({ unit: 'ms' }), base, /unit/],
  'an option of a panel': [
    withPanel({
      options: { legend: { displayMode: 'table', placement: 'bottom', showLegend: true, calcs: [] } },
    }),
    base,
    /displayMode/,
  ],
  'a threshold that is drawn': [
    withField({
      thresholds: { mode: 'absolute', steps: [{ value: null, color: 'red' }] },
      custom: { fillOpacity: 10, thresholdsStyle: { mode: 'line' } },
    }),
    withField({ custom: { fillOpacity: 10, thresholdsStyle: { mode: 'line' } } }),
    /thresholds/,
  ],
  'a threshold that colours the cells of a column': [
    withPanel({
      type: 'table',
      options: {},
      fieldConfig: { defaults: {}, overrides: [override([colored])] },
    }),
    withPanel({
      type: 'table',
      options: {},
      fieldConfig: { defaults: {}, overrides: [override([colored, { id: 'thresholds', value: drawn }])] },
    }),
    /thresholds/,
  ],
  'an override': [
    withPanel({
      fieldConfig: {
        ...(panel.fieldConfig as Json),
        overrides: [{ matcher: { id: 'byName', options: 'x' }, properties: [{ id: 'unit', value: 'ms' }] }],
      },
    }),
    base,
    /overrides/,
  ],
  'a repetition': [withPanel({ repeat: 'job' }), base, /repeat/],
  'a transformation': [
    withPanel({ transformations: [{ id: 'limit', options: {} }] }),
    base,
    /transformations/,
  ],
  'a label in an expression': [
    withTarget({ expr: 'sum by (pod) (rate(x_total{a="1",b="2"}[5m]))' }),
    base,
    /expr/,
  ],
  'a matcher': [withTarget({ expr: 'sum by (job) (rate(x_total{a="1",b="3"}[5m]))' }), base, /expr/],
  'a window': [withTarget({ expr: 'sum by (job) (rate(x_total{a="1",b="2"}[10m]))' }), base, /expr/],
  'a legend': [withTarget({ legendFormat: '{{job}}' }), base, /legendFormat/],
  'a query that is hidden': [withTarget({ hide: true }), base, /hide/],
  'a query at one time': [withTarget({ instant: true, range: false }), base, /instant/],
  'the data source of a query': [
    withTarget({ datasource: { type: 'prometheus', uid: 'other' } }),
    base,
    /datasource/,
  ],
  'the query of a variable': [withVariable({ query: 'label_values(up{env="y"}, job)' }), base, /query/],
  'what a variable chooses at first': [withVariable({ current: { value: 'b', text: 'b' } }), base, /chosen/],
  'a pattern of a variable': [withVariable({ regex: '/a/' }), base, /regex/],
  'the order of variables': [
    { ...base, templating: { list: [variable, { ...variable, name: 'other' }] } },
    { ...base, templating: { list: [{ ...variable, name: 'other' }, variable] } },
    /templating\[0\]\.name/,
  ],
  'a choice of a list': [text('custom', 'a,b'), text('custom', 'a,c'), /query/],
  'an annotation': [
    { ...base, annotations: { list: [{ ...annotation, expr: 'changes(z[5m]) > 0' }] } },
    base,
    /annotations\[0\]\.expr/,
  ],
  'an annotation that is off': [
    { ...base, annotations: { list: [{ ...annotation, enable: false }] } },
    base,
    /enable/,
  ],
};

describe('ignored differences between dashboards', () => {
  test('a dashboard equals itself', async () => {
    expect(await differences(base, base)).toEqual([]);
  });
  for (const [what, pairs] of Object.entries(same))
    test(what, async () => {
      for (const [input, built] of pairs) expect(await differences(input, built)).toEqual([]);
    });
});

describe('reported differences', () => {
  for (const [what, [input, built, says]] of Object.entries(different))
    test(what, async () => {
      const found = await differences(input, built);
      expect(found.length).toBeGreaterThan(0);
      expect(found.join('\n')).toMatch(says);
    });
});

describe('rules', () => {
  const alert = { alert: 'A', expr: 'sum(x) > 1', for: '5m', labels: { severity: 'page' }, annotations: {} };
  const compared = (input: Json, built: Json): string[] => {
    const { alert: name, expr, for: pending, labels, annotations, ...others } = input as typeof alert & Json;
    const rule = { alert: name, expr, for: pending, labels, annotations, others, at: 'groups[0].rules[0]' };
    const group = {
      file: 'a.yml',
      at: 'groups[0]',
      name: 'g',
      language: 'promql' as const,
      labels: {},
      rules: [rule],
      others: {},
    };
    const found = compareRules(
      [{ group, name: 'g', rules: [{ rule } as never] }],
      [{ name: 'g', rules: [built] }],
      engine,
    );
    return found.map(({ at, message }) => `${at}: ${message}`);
  };

  test('equal if they mean the same: formatting of expressions, durations of the same length, none and zero, empty lists', () => {
    expect(compared(alert, { ...alert, expr: '(sum( x ) > 1)' })).toEqual([]);
    expect(compared(alert, { ...alert, for: '300s' })).toEqual([]);
    expect(compared({ ...alert, for: undefined }, { ...alert, for: '0s' })).toEqual([]);
    expect(
      compared(alert, { alert: 'A', expr: 'sum(x) > 1', for: '5m', labels: { severity: 'page' } }),
    ).toEqual([]);
  });

  test('every other difference is reported with its place', () => {
    expect(compared(alert, { ...alert, expr: 'sum(x) >= 1' })).toEqual([
      expect.stringContaining('groups[0].rules[0].expr'),
    ]);
    expect(compared(alert, { ...alert, for: '6m' })).toEqual([expect.stringContaining('rules[0].for')]);
    expect(compared(alert, { ...alert, labels: { severity: 'ticket' } })).toEqual([
      expect.stringContaining('labels.severity'),
    ]);
    expect(compared(alert, { ...alert, annotations: { summary: 'x' } })).toEqual([
      expect.stringContaining('annotations'),
    ]);
  });
});
