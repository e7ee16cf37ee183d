import type { Options } from '@grafana/grafana-foundation-sdk/gauge';
import { choice, fields, flag, whole } from '../../catalog/shape/index.js';
import { valueSize } from '../grid.js';
import { type FieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import { type Reduce, reduceOptions, reduceShape } from '../options/reduce.js';
import { type TextSize, textSizeOptions, textSizeShape } from '../options/text-size.js';
import { type Data, defined, type WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

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
  optionNames: namesOf<Options>({
    showThresholdLabels: true,
    showThresholdMarkers: true,
    sizing: true,
    minVizWidth: true,
    reduceOptions: true,
    text: true,
    minVizHeight: true,
    orientation: true,
  }),
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
    }),
};
