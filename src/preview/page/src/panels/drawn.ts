/**
 * What the page draws of each panel type. Drawers read options through `optionsOf`, which takes no path that is not
 * here; what a dashboard sets and is not here is named on its panel. A path stands for all below it.
 */
export const drawn = {
  timeseries: {
    options: [
      'legend.showLegend',
      'legend.displayMode',
      'legend.placement',
      'legend.calcs',
      'legend.sortBy',
      'legend.sortDesc',
      'legend.width',
      'tooltip.mode',
      'tooltip.sort',
      'tooltip.hideZeros',
    ],
    // What `@grafana/ui` reads of fields in preparePlotConfigBuilder, GraphNG and PlotLegend.
    custom: [
      'axisBorderShow',
      'axisCenteredZero',
      'axisColorMode',
      'axisGridShow',
      'axisLabel',
      'axisPlacement',
      'axisSoftMax',
      'axisSoftMin',
      'axisWidth',
      'barAlignment',
      'barMaxWidth',
      'barWidthFactor',
      'drawStyle',
      'fillBelowTo',
      'fillOpacity',
      'gradientMode',
      'hideFrom',
      'insertNulls',
      'lineColor',
      'lineInterpolation',
      'lineStyle',
      'lineWidth',
      'pointSize',
      'scaleDistribution',
      'showPoints',
      'spanNulls',
      'stacking',
      'thresholdsStyle',
      'transform',
    ],
    without: [],
  },
  stat: {
    options: [
      'graphMode',
      'colorMode',
      'justifyMode',
      'textMode',
      'text',
      'orientation',
      'wideLayout',
      'showPercentChange',
      'percentChangeColorMode',
      'reduceOptions.calcs',
      'reduceOptions.fields',
      'reduceOptions.values',
      'reduceOptions.limit',
    ],
    custom: [],
    without: [],
  },
  gauge: {
    options: [
      'orientation',
      'showThresholdMarkers',
      'showThresholdLabels',
      'sizing',
      'minVizWidth',
      'minVizHeight',
      'text',
      'reduceOptions.calcs',
      'reduceOptions.fields',
      'reduceOptions.values',
      'reduceOptions.limit',
    ],
    custom: [],
    without: [],
  },
  bargauge: {
    options: [
      'orientation',
      'displayMode',
      'valueMode',
      'namePlacement',
      'showUnfilled',
      'minVizWidth',
      'minVizHeight',
      'maxVizHeight',
      'sizing',
      'text',
      'reduceOptions.calcs',
      'reduceOptions.fields',
      'reduceOptions.values',
      'reduceOptions.limit',
    ],
    custom: [],
    without: [],
  },
  table: {
    options: [
      'showHeader',
      'cellHeight',
      'sortBy',
      'enablePagination',
      'footer.enablePagination',
      'footer.show',
      'footer.reducer',
      'footer.countRows',
      'frameIndex',
    ],
    custom: [
      'align',
      'cellOptions',
      'displayMode',
      'filterable',
      'footer',
      'hidden',
      'hideFrom',
      'inspect',
      'minWidth',
      'tooltip',
      'width',
      'wrapHeaderText',
      'wrapText',
    ],
    without: [],
  },
  text: { options: ['mode', 'content'], custom: [], without: [] },
  piechart: {
    options: [
      'pieType',
      'sort',
      'displayLabels',
      'legend.showLegend',
      'legend.displayMode',
      'legend.placement',
      'legend.values',
      'legend.sortBy',
      'legend.sortDesc',
      'legend.width',
      'tooltip.mode',
      'tooltip.hideZeros',
      'reduceOptions.calcs',
      'reduceOptions.fields',
      'reduceOptions.values',
      'reduceOptions.limit',
    ],
    custom: ['hideFrom'],
    without: ['min', 'max', 'fieldMinMax', 'noValue'],
  },
  heatmap: {
    options: [
      'color.scheme',
      'color.mode',
      'color.fill',
      'color.exponent',
      'color.reverse',
      'color.min',
      'color.max',
      'color.scale',
      'color.steps',
      'filterValues.le',
      'filterValues.ge',
      'calculate',
      'calculation.xBuckets.mode',
      'calculation.xBuckets.value',
      'calculation.yBuckets.mode',
      'calculation.yBuckets.value',
      'calculation.yBuckets.scale.type',
      'calculation.yBuckets.scale.log',
      'rowsFrame.layout',
      'cellGap',
      'yAxis.unit',
      'yAxis.decimals',
      'yAxis.min',
      'yAxis.max',
      'yAxis.reverse',
      'yAxis.axisPlacement',
      'yAxis.axisLabel',
      'yAxis.axisWidth',
      'legend.show',
      'tooltip.mode',
    ],
    custom: [],
    without: ['thresholds', 'mappings', 'min', 'max', 'fieldMinMax', 'noValue', 'displayName'],
  },
  histogram: {
    options: [
      'bucketSize',
      'bucketCount',
      'bucketOffset',
      'combine',
      'legend.showLegend',
      'legend.displayMode',
      'legend.placement',
      'legend.calcs',
      'tooltip.mode',
    ],
    custom: ['fillOpacity', 'lineWidth'],
    without: ['min', 'max', 'fieldMinMax', 'noValue', 'displayName'],
  },
  barchart: {
    options: [
      'xField',
      'colorByField',
      'orientation',
      'stacking',
      'showValue',
      'groupWidth',
      'barWidth',
      'barRadius',
      'text.valueSize',
      'xTickLabelRotation',
      'xTickLabelMaxLength',
      'xTickLabelSpacing',
      'legend.showLegend',
      'legend.displayMode',
      'legend.placement',
      'legend.calcs',
      'legend.sortBy',
      'legend.sortDesc',
      'legend.width',
      'tooltip.mode',
      'tooltip.sort',
      'tooltip.hideZeros',
    ],
    custom: [
      'fillOpacity',
      'lineWidth',
      'hideFrom',
      'axisLabel',
      'axisPlacement',
      'axisWidth',
      'axisGridShow',
      'axisSoftMin',
      'axisSoftMax',
    ],
    without: ['fieldMinMax', 'noValue'],
  },
  'state-timeline': {
    options: [
      'mergeValues',
      'rowHeight',
      'showValue',
      'alignValue',
      'perPage',
      'legend.showLegend',
      'legend.displayMode',
      'legend.placement',
      'legend.width',
      'tooltip.mode',
      'tooltip.sort',
    ],
    custom: ['fillOpacity', 'lineWidth', 'hideFrom'],
    without: ['min', 'max', 'fieldMinMax', 'noValue'],
  },
  'status-history': {
    options: [
      'rowHeight',
      'colWidth',
      'showValue',
      'perPage',
      'legend.showLegend',
      'legend.displayMode',
      'legend.placement',
      'legend.width',
      'tooltip.mode',
      'tooltip.sort',
    ],
    custom: ['fillOpacity', 'lineWidth', 'hideFrom'],
    without: ['min', 'max', 'fieldMinMax', 'noValue'],
  },
  logs: {
    options: ['showTime', 'wrapLogMessage', 'prettifyLogMessage', 'dedupStrategy', 'sortOrder'],
    custom: [],
    without: [
      'unit',
      'decimals',
      'thresholds',
      'mappings',
      'min',
      'max',
      'fieldMinMax',
      'noValue',
      'displayName',
      'color',
    ],
  },
} as const satisfies Readonly<Record<string, DrawnType>>;

interface DrawnType {
  readonly options: readonly string[];
  /** Below `fieldConfig.defaults.custom`, and the same in overrides. */
  readonly custom: readonly string[];
  /** Properties of all fields that this type does not draw. */
  readonly without: readonly string[];
}

export type DrawnTypeName = keyof typeof drawn;
export type OptionPath<Type extends DrawnTypeName> = (typeof drawn)[Type]['options'][number];

/** Reads options of panels of some types by their path, with the default's type. */
export function optionsOf<Type extends DrawnTypeName>(..._types: readonly Type[]) {
  return <T>(
    options: Readonly<Record<string, unknown>> | undefined,
    path: OptionPath<Type>,
    otherwise: T,
  ): T => {
    const value = at(options, path);
    return value === undefined ||
      value === null ||
      (otherwise !== null && otherwise !== undefined && typeof value !== typeof otherwise)
      ? otherwise
      : (value as T);
  };
}

function at(value: unknown, path: string): unknown {
  let found = value;
  for (const key of path.split('.'))
    found = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[key] : undefined;
  return found;
}

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
