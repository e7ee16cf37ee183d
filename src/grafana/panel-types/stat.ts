import type { Options } from '@grafana/grafana-foundation-sdk/stat';
import { choice, described, fields, flag } from '../../catalog/shape/index.js';
import { valueSize } from '../grid.js';
import { type FieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import { type Reduce, reduceOptions, reduceShape } from '../options/reduce.js';
import { type TextSize, textSizeOptions, textSizeShape } from '../options/text-size.js';
import { type Data, defined, type WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

interface OwnOptions {
  /** How the time range is reduced to one value. @default lastNotNull */
  readonly reduce?: Reduce;
  /** Graph behind the value. @default area if there is a range query, otherwise none */
  readonly graph?: 'none' | 'line' | 'area';
  /** Colour mode: what is coloured. @default background if there are thresholds, otherwise value */
  readonly colorMode?: 'value' | 'background' | 'background_solid' | 'none';
  /** Text mode. @default auto: the name if there are several values */
  readonly text?: 'auto' | 'value' | 'value_and_name' | 'name' | 'none';
  /** Sizes of name and value. @default the largest sizes that fit */
  readonly textSize?: TextSize;
  /** Alignment of name and value. @default auto */
  readonly justify?: 'auto' | 'center';
  /** Orientation. @default auto */
  readonly orientation?: 'auto' | 'horizontal' | 'vertical';
  /** Wide layout: name and value side by side if there is room. @default true */
  readonly wide?: boolean;
  /** Shows the percent change over the time range: true, or a colour mode. @default false */
  readonly percentChange?: boolean | 'standard' | 'inverted' | 'same_as_value';
}
/**
 * Options of `panel.stat`, besides those of all panels.
 *
 * @interface
 * @example panel.stat({ title: 'Error ratio', show: errorRatio, graph: 'none' })
 */
export type StatOptions = WithOverrides<FieldOptions> & OwnOptions & WithJson<Options>;

const percentChanges = choice('standard', 'inverted', 'same_as_value');

/** The stat panel: single values. */
export const stat: PanelTypeModule<StatOptions> = {
  ...usual,
  plugin: 'stat',
  size: valueSize,
  instant: true,
  showsValues: true,
  sdk: () => import('@grafana/grafana-foundation-sdk/stat'),
  optionNames: namesOf<Options>({
    graphMode: true,
    colorMode: true,
    justifyMode: true,
    textMode: true,
    wideLayout: true,
    showPercentChange: true,
    reduceOptions: true,
    text: true,
    percentChangeColorMode: true,
    orientation: true,
  }),
  shapes: {
    ...withOverrides(),
    ...fields<OwnOptions>({
      reduce: reduceShape,
      graph: choice('none', 'line', 'area'),
      colorMode: choice('value', 'background', 'background_solid', 'none'),
      text: choice('auto', 'value', 'value_and_name', 'name', 'none'),
      textSize: textSizeShape,
      justify: choice('auto', 'center'),
      orientation: choice('auto', 'horizontal', 'vertical'),
      wide: flag,
      percentChange: described((value) => (typeof value === 'boolean' ? undefined : percentChanges(value)), {
        values: [true, false, 'standard', 'inverted', 'same_as_value'],
      }),
    }),
  },
  base: () => ({ reduce: 'lastNotNull' }),
  defaults: (_, { targets, thresholds }) => {
    const all = [thresholds, ...targets.map((target) => target.thresholds ?? [])];
    return {
      graph: targets.some(({ range }) => range) ? 'area' : 'none',
      colorMode: all.some(({ length }) => length > 1) ? 'background' : 'value',
    };
  },
  implicit: { color: 'thresholds' },
  options: ({
    reduce,
    graph,
    colorMode,
    text,
    textSize,
    justify,
    orientation,
    wide,
    percentChange,
  }): Data<Options> =>
    defined({
      graphMode: graph,
      colorMode,
      justifyMode: justify,
      textMode: text,
      wideLayout: wide,
      showPercentChange: percentChange === undefined ? undefined : percentChange !== false,
      reduceOptions: reduce && reduceOptions(reduce),
      text: textSize && textSizeOptions(textSize),
      percentChangeColorMode: typeof percentChange === 'string' ? percentChange : undefined,
      orientation,
    }),
};
