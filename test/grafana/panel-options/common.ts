import type { PanelType, PanelTypeOptions } from 'dashwright';

/** Options of a panel type, and the expected JSON: `options`, fields and their custom settings. */
export interface OptionCase<Type extends PanelType = PanelType> {
  readonly given: PanelTypeOptions[Type];
  readonly options?: object;
  readonly field?: object;
  readonly custom?: object;
}
export type Cases = { readonly [Type in PanelType]?: readonly OptionCase<Type>[] };

export const common = {
  given: {
    unit: 's',
    decimals: 2,
    min: 1,
    max: 9,
    noValue: 'none',
    displayName: '${__field.labels.path}',
    color: { scheme: 'continuous-GrYlRd', by: 'max' },
    mappings: [
      { value: 1, text: 'up', color: 'green' },
      { from: 2, to: null, text: 'many' },
      { pattern: '^a', text: 'A' },
      { special: 'null+nan', text: '-' },
    ],
    dataLinks: [{ title: 'Logs', url: '/explore', newTab: true }],
    thresholds: {
      mode: 'percentage',
      steps: [
        { from: null, color: 'green' },
        { from: 80, color: 'red' },
      ],
    },
  },
  field: {
    unit: 's',
    decimals: 2,
    min: 1,
    max: 9,
    noValue: 'none',
    displayName: '${__field.labels.path}',
    color: { mode: 'continuous-GrYlRd', seriesBy: 'max' },
    mappings: [
      { type: 'value', options: { '1': { index: 0, text: 'up', color: 'green' } } },
      { type: 'range', options: { from: 2, to: null, result: { index: 1, text: 'many' } } },
      { type: 'regex', options: { pattern: '^a', result: { index: 2, text: 'A' } } },
      { type: 'special', options: { match: 'null+nan', result: { index: 3, text: '-' } } },
    ],
    links: [{ title: 'Logs', url: '/explore', targetBlank: true }],
    thresholds: {
      mode: 'percentage',
      steps: [
        { value: null, color: 'green' },
        { value: 80, color: 'red' },
      ],
    },
  },
} as const;

export const axis = {
  given: {
    label: 'time',
    placement: 'right',
    scale: { log: 2 },
    softMin: 0,
    softMax: 10,
    width: 80,
    grid: false,
    border: true,
    centeredZero: true,
    colorMode: 'series',
  },
  custom: {
    axisLabel: 'time',
    axisPlacement: 'right',
    scaleDistribution: { type: 'log', log: 2 },
    axisSoftMin: 0,
    axisSoftMax: 10,
    axisWidth: 80,
    axisGridShow: false,
    axisBorderShow: true,
    axisCenteredZero: true,
    axisColorMode: 'series',
  },
} as const;

export const legend = {
  given: {
    as: 'table',
    placement: 'right',
    calculations: ['mean', 'max'],
    sortBy: 'max',
    sortDescending: false,
    width: 200,
  },
  options: {
    displayMode: 'table',
    placement: 'right',
    showLegend: true,
    calcs: ['mean', 'max'],
    sortBy: 'Max',
    sortDesc: false,
    width: 200,
  },
} as const;

export const tooltip = {
  given: { mode: 'single', sort: 'asc', hideZeros: true, maxHeight: 300, maxWidth: 200 },
  options: { mode: 'single', sort: 'asc', hideZeros: true, maxHeight: 300, maxWidth: 200 },
} as const;

export const graphStyle = {
  given: {
    draw: 'bars',
    fill: 20,
    width: 3,
    interpolation: 'smooth',
    gradient: 'hue',
    points: 'always',
    pointSize: 7,
    gaps: '5m',
    line: { dash: [4, 2] },
    barAlignment: 'after',
    barWidth: 0.5,
    barMaxWidth: 40,
    fillBelowTo: 'p50',
    transform: 'negative-Y',
    hideFrom: ['legend', 'tooltip'],
  },
  custom: {
    drawStyle: 'bars',
    fillOpacity: 20,
    lineWidth: 3,
    lineInterpolation: 'smooth',
    gradientMode: 'hue',
    showPoints: 'always',
    pointSize: 7,
    spanNulls: 300_000,
    lineStyle: { fill: 'dash', dash: [4, 2] },
    barAlignment: 1,
    barWidthFactor: 0.5,
    barMaxWidth: 40,
    fillBelowTo: 'p50',
    transform: 'negative-Y',
    hideFrom: { legend: true, tooltip: true, viz: false },
  },
} as const;
export const graph = {
  given: {
    style: graphStyle.given,
    stack: 'percent',
    axis: axis.given,
    legend: legend.given,
    tooltip: tooltip.given,
    thresholds: { style: 'line+area', steps: [{ from: null, color: 'green' }] },
  },
  options: { legend: legend.options, tooltip: tooltip.options },
  custom: {
    ...graphStyle.custom,
    ...axis.custom,
    stacking: { group: 'A', mode: 'percent' },
    thresholdsStyle: { mode: 'line+area' },
  },
} as const;

export const bars = {
  given: { fill: 30, width: 2, gradient: 'opacity', hideFrom: ['graph'] },
  custom: {
    fillOpacity: 30,
    lineWidth: 2,
    gradientMode: 'opacity',
    hideFrom: { legend: false, tooltip: false, viz: true },
  },
} as const;

export const reduce = {
  given: { calculation: 'mean', fields: '/^a/', values: true, limit: 5 },
  options: { calcs: ['mean'], fields: '/^a/', values: true, limit: 5 },
} as const;
