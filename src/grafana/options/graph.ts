import type { GraphFieldConfig } from '@grafana/grafana-foundation-sdk/common';
import { fields } from '../../catalog/shape/index.js';
import type { Data } from '../sdk.js';
import { type AxisOptions, axisConfig, axisNames, axisShape, implicitAxis } from './axis.js';
import type { CommonFieldOptions } from './fields.js';
import {
  type GraphStyle,
  graphConfig,
  graphStyleShape,
  type Stack,
  stackingConfig,
  stackShape,
} from './style.js';
import {
  type GraphThresholdOptions,
  graphThresholdsShape,
  type Thresholds,
  thresholdsStyle,
} from './thresholds.js';

/** Options of the fields of graphs: time series, trend and candlestick. */
export interface GraphFieldOptions extends CommonFieldOptions {
  /** Thresholds, and how they are drawn. @default those of the alerts whose signal the panel shows */
  readonly thresholds?: Thresholds<GraphThresholdOptions>;
  /** Graph style: lines, bars or points, and how they are filled. */
  readonly style?: GraphStyle;
  /** Stacking of series. @default none */
  readonly stack?: Stack;
  /** Options of the value axis. @default chosen by Grafana */
  readonly axis?: AxisOptions;
}

export const graphFields = fields<Pick<GraphFieldOptions, 'thresholds' | 'style' | 'stack' | 'axis'>>({
  thresholds: graphThresholdsShape,
  style: graphStyleShape,
  stack: stackShape,
  axis: axisShape,
});

export function graphCustom({
  style,
  stack,
  axis,
  thresholds,
}: Pick<GraphFieldOptions, 'thresholds' | 'style' | 'stack' | 'axis'>): Data<GraphFieldConfig> {
  return Object.assign(
    {},
    graphConfig(style),
    thresholdsStyle(thresholds),
    stack === undefined ? {} : { stacking: stackingConfig(stack) },
    axisConfig(axis),
  );
}

/** A graph without options in Grafana (`defaultGraphConfig` of its time series panel). */
export const implicitGraph = {
  drawStyle: 'line',
  lineInterpolation: 'linear',
  lineWidth: 1,
  lineStyle: { fill: 'solid' },
  fillOpacity: 0,
  gradientMode: 'none',
  showPoints: 'auto',
  pointSize: 5,
  spanNulls: false,
  insertNulls: false,
  barAlignment: 0,
  barWidthFactor: 0.6,
  stacking: { mode: 'none', group: 'A' },
  hideFrom: { legend: false, tooltip: false, viz: false },
  thresholdsStyle: { mode: 'off' },
  // Newer than the SDK.
  showValues: false,
  ...implicitAxis,
} satisfies Data<GraphFieldConfig & { showValues: boolean }>;

export const graphNames = [
  'drawStyle',
  'gradientMode',
  'thresholdsStyle',
  'transform',
  'lineColor',
  'lineWidth',
  'lineInterpolation',
  'lineStyle',
  'fillColor',
  'fillOpacity',
  'showPoints',
  'pointSize',
  'pointColor',
  'barAlignment',
  'barWidthFactor',
  'stacking',
  'hideFrom',
  'insertNulls',
  'spanNulls',
  'fillBelowTo',
  'pointSymbol',
  'barMaxWidth',
  // Newer than the SDK.
  'showValues',
  ...axisNames,
] as const;
