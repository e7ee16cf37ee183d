import type { FieldColor } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  choice,
  chosenBy,
  fields,
  isRecord,
  name,
  optionsFrom,
  required,
} from '../../catalog/shape/index.js';
import type { Data } from '../sdk.js';

/** Grafana's ways of colouring by series, by threshold, or along a scale from the least to the largest value. */
const schemes = [
  'palette-classic',
  'palette-classic-by-name',
  'thresholds',
  'continuous-GrYlRd',
  'continuous-RdYlGr',
  'continuous-BlYlRd',
  'continuous-YlRd',
  'continuous-BlPu',
  'continuous-YlBl',
  'continuous-blues',
  'continuous-reds',
  'continuous-greens',
  'continuous-purples',
] as const;
export type ColorScheme = (typeof schemes)[number];

/**
 * A scheme, or one colour for all: a name of Grafana's such as `blue` or `dark-red`, `#rrggbb`, `rgb(…)`.
 * As an object, which value of a series counts where it is drawn in one colour, and shades of one colour.
 */
export type Color =
  | ColorScheme
  | (string & {})
  | SchemeColor
  | { readonly fixed: string }
  | { readonly shades: string };

interface SchemeColor {
  /** How colours follow from values, thresholds or the order of series. */
  readonly scheme: ColorScheme;
  /** Which value of a series decides, where a series has one colour. @default last */
  readonly by?: 'last' | 'min' | 'max';
}

const byScheme = optionsFrom(
  fields<SchemeColor>({ scheme: required(choice(...schemes)), by: choice('last', 'min', 'max') }),
);
const fixed = optionsFrom({ fixed: required(name) });
const shades = optionsFrom({ shades: required(name) });
export const colorShape = chosenBy((value) => {
  if (!isRecord(value)) return name;
  if ('scheme' in value) return byScheme;
  return 'shades' in value ? shades : fixed;
});

export function colorConfig(color: Color): Data<FieldColor> {
  if (typeof color === 'string') {
    const scheme = schemes.find((one) => one === color);
    return scheme === undefined ? { mode: 'fixed', fixedColor: color } : { mode: scheme };
  }
  if ('scheme' in color)
    return { mode: color.scheme, ...(color.by === undefined ? {} : { seriesBy: color.by }) };
  return 'shades' in color
    ? { mode: 'shades', fixedColor: color.shades }
    : { mode: 'fixed', fixedColor: color.fixed };
}
