import type { Options } from '@grafana/grafana-foundation-sdk/bargauge';
import { choice, fields, flag, whole } from '../../catalog/shape/index.js';
import { graphSize } from '../grid.js';
import { type FieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import { type Legend, legendOptions, legendShape } from '../options/legend.js';
import { type Reduce, reduceOptions, reduceShape } from '../options/reduce.js';
import { type TextSize, textSizeOptions, textSizeShape } from '../options/text-size.js';
import { type Data, defined, type PanelData } from '../sdk.js';
import { type PanelTypeModule, usual } from './panel-type.js';

interface OwnOptions {
  /** How a range is reduced to the value shown. @default lastNotNull */
  readonly reduce?: Reduce;
  /** How a bar is filled. @default basic */
  readonly display?: 'basic' | 'lcd' | 'gradient';
  /** @default horizontal */
  readonly orientation?: 'auto' | 'horizontal' | 'vertical';
  /** How the value is written: in its threshold's colour, in that of texts, or not. @default color */
  readonly value?: 'color' | 'text' | 'hidden';
  /** Where the name stands. @default auto */
  readonly namePlacement?: 'auto' | 'top' | 'left' | 'hidden';
  /** The rest of the bar, up to the largest value. @default true */
  readonly showUnfilled?: boolean;
  /** Sizes of name and value. @default as large as there is room */
  readonly textSize?: TextSize;
  /** Pixels of a vertical bar at least: 0 to 2000. @default 8, and as large as there is room */
  readonly minWidth?: number;
  /** Pixels of a horizontal bar at least: 0 to 2000. @default 16, and as large as there is room */
  readonly minHeight?: number;
  /** Pixels of a horizontal bar at most: 1 to 2000. @default 300 */
  readonly maxHeight?: number;
  /** @default hidden */
  readonly legend?: Legend;
}
export type BarGaugeOptions = WithOverrides<FieldOptions> &
  OwnOptions & { readonly json?: PanelData<Options> };

/** Values as bars. */
export const barGauge: PanelTypeModule<BarGaugeOptions> = {
  ...usual,
  plugin: 'bargauge',
  size: graphSize,
  instant: true,
  showsValues: true,
  sdk: () => import('@grafana/grafana-foundation-sdk/bargauge'),
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
  unsaid: { color: 'thresholds' },
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
