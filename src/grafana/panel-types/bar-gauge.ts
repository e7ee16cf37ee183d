import type { Options } from '@grafana/grafana-foundation-sdk/bargauge';
import { choice, fields, flag, whole } from '../../catalog/shape/index.js';
import { graphSize } from '../grid.js';
import { type FieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import { type Legend, legendOptions, legendShape } from '../options/legend.js';
import { type Reduce, reduceOptions, reduceShape } from '../options/reduce.js';
import { type TextSize, textSizeOptions, textSizeShape } from '../options/text-size.js';
import { type Data, defined, type WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

interface OwnOptions {
  /** How the time range is reduced to one value. @default lastNotNull */
  readonly reduce?: Reduce;
  /** Display mode. @default basic */
  readonly display?: 'basic' | 'lcd' | 'gradient';
  /** Orientation. @default horizontal */
  readonly orientation?: 'auto' | 'horizontal' | 'vertical';
  /** Value display: in the colour of its threshold, in the text colour, or hidden. @default color */
  readonly value?: 'color' | 'text' | 'hidden';
  /** Placement of the name. @default auto */
  readonly namePlacement?: 'auto' | 'top' | 'left' | 'hidden';
  /** Shows the unfilled area. @default true */
  readonly showUnfilled?: boolean;
  /** Sizes of name and value. @default the largest sizes that fit */
  readonly textSize?: TextSize;
  /**
   * Minimum width of vertical bars in pixels: 0 to 2000; setting it disables automatic sizing.
   *
   * @default 8, with automatic sizing
   */
  readonly minWidth?: number;
  /**
   * Minimum height of horizontal bars in pixels: 0 to 2000; setting it disables automatic sizing.
   *
   * @default 16, with automatic sizing
   */
  readonly minHeight?: number;
  /** Maximum height of horizontal bars in pixels: 1 to 2000. @default 300 */
  readonly maxHeight?: number;
  /** Legend. @default hidden */
  readonly legend?: Legend;
}
/**
 * Options of `panel.barGauge`, besides those of all panels.
 *
 * @interface
 * @example panel.barGauge({ title: 'Queue length', show: queueLength })
 */
export type BarGaugeOptions = WithOverrides<FieldOptions> & OwnOptions & WithJson<Options>;

/** The bar gauge panel. */
export const barGauge: PanelTypeModule<BarGaugeOptions> = {
  ...usual,
  plugin: 'bargauge',
  size: graphSize,
  instant: true,
  showsValues: true,
  sdk: () => import('@grafana/grafana-foundation-sdk/bargauge'),
  optionNames: namesOf<Options>({
    displayMode: true,
    valueMode: true,
    namePlacement: true,
    showUnfilled: true,
    sizing: true,
    minVizWidth: true,
    minVizHeight: true,
    legend: true,
    reduceOptions: true,
    text: true,
    maxVizHeight: true,
    orientation: true,
  }),
  shapes: {
    ...withOverrides(),
    ...fields<OwnOptions>({
      reduce: reduceShape,
      display: choice('basic', 'lcd', 'gradient'),
      orientation: choice('auto', 'horizontal', 'vertical'),
      value: choice('color', 'text', 'hidden'),
      namePlacement: choice('auto', 'top', 'left', 'hidden'),
      showUnfilled: flag,
      textSize: textSizeShape,
      minWidth: whole(0, 2000),
      minHeight: whole(0, 2000),
      maxHeight: whole(1, 2000),
      legend: legendShape,
    }),
  },
  base: () => ({ reduce: 'lastNotNull' }),
  defaults: () => ({ display: 'basic', orientation: 'horizontal' }),
  implicit: { color: 'thresholds' },
  options: (options): Data<Options> => {
    const { reduce, textSize, legend, minWidth, minHeight, maxHeight } = options;
    const sized = [minWidth, minHeight, maxHeight].some((pixels) => pixels !== undefined);
    return defined({
      displayMode: options.display,
      valueMode: options.value,
      namePlacement: options.namePlacement,
      showUnfilled: options.showUnfilled,
      sizing: sized ? 'manual' : undefined,
      minVizWidth: minWidth,
      minVizHeight: minHeight,
      legend: legend && legendOptions(legend),
      reduceOptions: reduce && reduceOptions(reduce),
      text: textSize && textSizeOptions(textSize),
      maxVizHeight: maxHeight,
      orientation: options.orientation,
    });
  },
};
