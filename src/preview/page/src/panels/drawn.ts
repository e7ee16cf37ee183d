const legendOptions = [
  'legend.showLegend',
  'legend.displayMode',
  'legend.placement',
  'legend.calcs',
  'legend.sortBy',
  'legend.sortDesc',
  'legend.width',
] as const;

const graphOptions = [...legendOptions, 'tooltip.mode', 'tooltip.sort', 'tooltip.hideZeros'] as const;

// What `@grafana/ui` reads of fields in preparePlotConfigBuilder, GraphNG and PlotLegend.
const graphFields = [
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
] as const;

/**
 * What the page draws of each panel type. Drawers read options through `optionsOf`, which takes no path that is not
 * here; what a dashboard sets and is not here is named on its panel. A path stands for all below it.
 */
export const drawn = {
  timeseries: { options: graphOptions, custom: graphFields, without: [] },
  trend: { options: [...graphOptions, 'xField'], custom: graphFields, without: [] },
  candlestick: {
    options: [
      ...graphOptions,
      'mode',
      'candleStyle',
      'colorStrategy',
      'colors.up',
      'colors.down',
      'fields',
      'includeAllFields',
    ],
    custom: graphFields,
    without: [],
  },
  xychart: {
    options: ['mapping', 'series', ...legendOptions, 'tooltip.mode'],
    custom: [
      'show',
      'pointSize',
      'pointShape',
      'pointStrokeWidth',
      'lineWidth',
      'lineStyle',
      'fillOpacity',
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
      ...graphOptions,
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

export interface DrawnType {
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
