import { type DrawnType, type DrawnTypeName, drawn } from './drawn.js';

/** Properties that every field has, which are drawn unless the type is without them. */
const fields = [
  'unit',
  'decimals',
  'min',
  'max',
  'fieldMinMax',
  'displayName',
  'noValue',
  'thresholds',
  'mappings',
  'color',
];
/** Properties that change nothing of the picture: they are of an editor, of Grafana's own, or of another version. */
const invisible = ['description', 'displayNameFromDS', 'unitScale', 'path', 'writeable', 'nullValueMode'];

/** Values of what is not drawn that change nothing: what Grafana takes where the JSON says nothing. */
const silent: Readonly<Record<string, readonly unknown[]>> = {
  'options.legend.displayMode': ['list', 'hidden'],
  'options.legend.placement': ['bottom'],
  'options.legend.showLegend': [true, false],
  'options.legend.show': [true],
  'options.legend.asTable': [true, false],
  'options.tooltip.mode': ['single'],
  'options.tooltip.show': [true],
  'options.tooltip.maxHeight': [600],
  'options.tooltip.maxWidth': [300],
  'options.minVizWidth': [75, 0, 8],
  'options.minVizHeight': [75, 10, 16],
  'options.cellValues.unit': ['short'],
  'options.selectionMode': ['x'],
  'options.exemplars.color': ['rgba(255,0,255,0.7)'],
  'options.showValue': ['auto', 'never'],
  'options.fullHighlight': [false],
  'options.legend.width': [0],
  'options.colors.flat': ['gray'],
  'options.code.language': ['plaintext'],
  'options.enableInfiniteScrolling': [false],
  'options.enableLogDetails': [true, false],
  'fieldConfig.custom.hideFrom.legend': [false],
  'fieldConfig.custom.lineWidth': [0, 1],
  'fieldConfig.custom.fillOpacity': [70, 80],
  'fieldConfig.custom.scaleDistribution.type': ['linear'],
  'fieldConfig.custom.axisColorMode': ['text'],
  'fieldConfig.custom.axisPlacement': ['auto'],
};
const nothing: readonly unknown[] = [undefined, null, '', false, 'none', 'off', 'auto'];

interface PanelOptions {
  readonly type: string;
  readonly options?: unknown;
  readonly fieldConfig?: unknown;
  readonly transformations?: unknown;
  readonly targets?: unknown;
  readonly timeCompare?: unknown;
  readonly alert?: unknown;
}

/** Paths of all that a panel sets and the page does not draw: `options.legend.width`, `fieldConfig.links`. */
export function undrawnIn(panel: PanelOptions, transformers: ReadonlySet<string>): string[] {
  if (!Object.hasOwn(drawn, panel.type)) return [];
  const type: DrawnType = drawn[panel.type as DrawnTypeName];
  const found = new Set<string>();
  const note = (path: string, value: unknown, known: readonly string[]): void => {
    for (const [leaf, set] of leavesIn(value, path))
      if (!covered(leaf, known) && !isSilent(leaf, set, panel)) found.add(leaf);
  };
  note(
    'options',
    panel.options,
    type.options.map((path) => `options.${path}`),
  );
  if (panel.type === 'text') return [...found];
  const known = [...fields.filter((name) => !type.without.includes(name)), ...invisible];
  if (withLinks.has(panel.type)) known.push('links');
  if (panel.type === 'table') known.push('filterable', 'actions');
  const properties = [
    ...known.map((name) => `fieldConfig.${name}`),
    ...type.custom.map((path) => `fieldConfig.custom.${path}`),
  ];
  const { defaults, overrides } = record(panel.fieldConfig);
  note('fieldConfig', defaults, properties);
  for (const override of list(overrides))
    for (const property of list(record(override).properties)) {
      const { id, value } = record(property);
      if (typeof id === 'string') note(`fieldConfig.${id}`, value, properties);
    }
  for (const one of list(panel.transformations)) {
    const { id, disabled, topic } = record(one);
    if (disabled === true) continue;
    if (typeof id === 'string' && !transformers.has(id)) found.add(`transformation ${id}`);
    if (topic === 'annotations') found.add(`transformation ${String(id)} of annotations`);
  }
  if (panel.timeCompare) found.add('timeCompare');
  if (panel.alert) found.add('alert');
  return [...found];
}

function covered(path: string, known: readonly string[]): boolean {
  return known.some((one) => path === one || path.startsWith(`${one}.`));
}

/** Panels whose values lead to where their data links say. */
const withLinks: ReadonlySet<string> = new Set([
  'timeseries',
  'trend',
  'table',
  'stat',
  'gauge',
  'bargauge',
  'piechart',
  'state-timeline',
  'status-history',
  'barchart',
]);

/** Grafana saves thresholds with panels of these types, and does not read them. */
const withoutThresholds: ReadonlySet<string> = new Set(['heatmap', 'logs']);

function isSilent(path: string, value: unknown, panel: PanelOptions): boolean {
  if (Object.hasOwn(silent, path))
    return [undefined, null, '', ...(silent[path] ?? [])].some(
      (one) => JSON.stringify(one) === JSON.stringify(value),
    );
  if (path.startsWith('fieldConfig.thresholds.') && withoutThresholds.has(panel.type)) return true;
  // What is only read together with something else.
  const options = record(panel.options);
  if (path.startsWith('options.footer.') && record(options.footer).show !== true) return true;
  // A pie keeps its order.
  const isSorted = panel.type !== 'piechart' && record(options.tooltip).mode === 'multi';
  if (path === 'options.tooltip.sort' && !isSorted) return true;
  if (path.startsWith('options.code.') && options.mode !== 'code') return true;
  if (path.startsWith('options.calculation.') && options.calculate !== true) return true;
  return nothing.includes(value) || (Array.isArray(value) && value.length === 0);
}

/** Values at the ends of objects, by path; an empty object has none. */
function* leavesIn(value: unknown, path: string): Generator<readonly [string, unknown]> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    yield [path, value];
    return;
  }
  for (const [key, inner] of Object.entries(value)) yield* leavesIn(inner, `${path}.${key}`);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
