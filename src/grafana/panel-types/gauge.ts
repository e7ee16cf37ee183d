import type { Options as SdkOptions } from '@grafana/grafana-foundation-sdk/gauge';
import { choice, fields, flag, number, optionsFrom, required, whole } from '../../catalog/shape/index.js';
import { valueSize } from '../grid.js';
import { type FieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import { type Reduce, reduceOptions, reduceShape } from '../options/reduce.js';
import { type TextSize, textSizeOptions, textSizeShape } from '../options/text-size.js';
import { type Data, defined, type WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

/** What gauges have from Grafana 13, which the SDK's types do not know. */
interface NewerOptions {
  shape: 'gauge' | 'circle';
  sparkline: boolean;
  textMode: 'auto' | 'value_and_name' | 'value' | 'name' | 'none';
  barWidthFactor: number;
  barShape: 'flat' | 'rounded';
  endpointMarker: 'point' | 'glow' | 'none';
  segmentCount: number;
  segmentSpacing: number;
  effects: { barGlow?: boolean; centerGlow?: boolean; gradient?: boolean };
  neutral: number;
}
type Options = SdkOptions & NewerOptions;

/** The effects of a gauge. */
export interface GaugeEffects {
  /** Glow of the bar. @default false */
  readonly barGlow?: boolean;
  /** Glow of the centre. @default false */
  readonly centerGlow?: boolean;
  /** Gradient along the bar. @default true */
  readonly gradient?: boolean;
}
/** The segments of a gauge's bar. */
export interface GaugeSegments {
  /** Number of segments: 1 to 100. */
  readonly count: number;
  /** Space between two segments, as a part of a segment: 0 to 1. @default 0.3 */
  readonly spacing?: number;
}

interface OwnOptions {
  /** How the time range is reduced to one value. @default lastNotNull */
  readonly reduce?: Reduce;
  /** Shows the thresholds as an outer ring. @default true */
  readonly thresholdMarkers?: boolean;
  /** Shows the values of the thresholds. @default false */
  readonly thresholdLabels?: boolean;
  /** Orientation. @default auto */
  readonly orientation?: 'auto' | 'horizontal' | 'vertical';
  /** Sizes of name and value. @default the largest sizes that fit */
  readonly textSize?: TextSize;
  /**
   * Minimum width in pixels of each of several gauges: 1 to 2000; setting it disables automatic sizing.
   *
   * @default 75, with automatic sizing
   */
  readonly minWidth?: number;
  /**
   * Minimum height in pixels of each of several gauges: 1 to 2000; setting it disables automatic sizing.
   *
   * @default 75, with automatic sizing
   */
  readonly minHeight?: number;
  /** An arc or a whole circle. From Grafana 13, as are the following options. @default gauge */
  readonly shape?: 'gauge' | 'circle';
  /** Shows the history of the value; needs queries with `range`. @default true */
  readonly sparkline?: boolean;
  /** Text in the gauge. @default auto */
  readonly textMode?: 'auto' | 'value_and_name' | 'value' | 'name' | 'none';
  /** Width of the bar, as a part of the widest one: 0.1 to 1. @default 0.5 */
  readonly barWidth?: number;
  /** Ends of the bar. @default flat */
  readonly barShape?: 'flat' | 'rounded';
  /** Mark at the end of the bar. @default point */
  readonly endpointMarker?: 'point' | 'glow' | 'none';
  /** Divides the bar into segments. @default one segment */
  readonly segments?: GaugeSegments;
  /** Effects. @default the gradient */
  readonly effects?: GaugeEffects;
  /** Value at which the bar starts. @default the minimum */
  readonly neutral?: number;
}
/**
 * Options of `panel.gauge`, besides those of all panels.
 *
 * @interface
 * @example panel.gauge({ title: 'Error ratio', show: errorRatio, max: 1 })
 */
export type GaugeOptions = WithOverrides<FieldOptions> & OwnOptions & WithJson<Options>;

/** The gauge panel: single values between a minimum and a maximum. */
export const gauge: PanelTypeModule<GaugeOptions> = {
  ...usual,
  plugin: 'gauge',
  size: valueSize,
  instant: true,
  showsValues: true,
  sdk: () => import('@grafana/grafana-foundation-sdk/gauge'),
  optionNames: namesOf<SdkOptions>(
    {
      showThresholdLabels: true,
      showThresholdMarkers: true,
      sizing: true,
      minVizWidth: true,
      reduceOptions: true,
      text: true,
      minVizHeight: true,
      orientation: true,
    },
    [
      'shape',
      'sparkline',
      'textMode',
      'barWidthFactor',
      'barShape',
      'endpointMarker',
      'segmentCount',
      'segmentSpacing',
      'effects',
      'neutral',
    ],
  ),
  shapes: {
    ...withOverrides(),
    ...fields<OwnOptions>({
      reduce: reduceShape,
      thresholdMarkers: flag,
      thresholdLabels: flag,
      orientation: choice('auto', 'horizontal', 'vertical'),
      textSize: textSizeShape,
      minWidth: whole(1, 2000),
      minHeight: whole(1, 2000),
      shape: choice('gauge', 'circle'),
      sparkline: flag,
      textMode: choice('auto', 'value_and_name', 'value', 'name', 'none'),
      barWidth: number(0.1, 1),
      barShape: choice('flat', 'rounded'),
      endpointMarker: choice('point', 'glow', 'none'),
      segments: optionsFrom(fields<GaugeSegments>({ count: required(whole(1, 100)), spacing: number(0, 1) })),
      effects: optionsFrom(fields<GaugeEffects>({ barGlow: flag, centerGlow: flag, gradient: flag })),
      neutral: number(),
    }),
  },
  base: () => ({ reduce: 'lastNotNull' }),
  defaults: () => ({ thresholdMarkers: true }),
  implicit: { color: 'thresholds' },
  options: ({
    reduce,
    thresholdMarkers,
    thresholdLabels,
    orientation,
    textSize,
    minWidth,
    minHeight,
    shape,
    sparkline,
    textMode,
    barWidth,
    barShape,
    endpointMarker,
    segments,
    effects,
    neutral,
  }): Data<Options> =>
    defined({
      showThresholdLabels: thresholdLabels,
      showThresholdMarkers: thresholdMarkers,
      sizing: minWidth === undefined && minHeight === undefined ? undefined : 'manual',
      minVizWidth: minWidth,
      reduceOptions: reduce && reduceOptions(reduce),
      text: textSize && textSizeOptions(textSize),
      minVizHeight: minHeight,
      orientation,
      shape,
      sparkline,
      textMode,
      barWidthFactor: barWidth,
      barShape,
      endpointMarker,
      segmentCount: segments?.count,
      segmentSpacing: segments?.spacing,
      effects: effects && { ...effects },
      neutral,
    }),
};
