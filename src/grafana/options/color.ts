import type { FieldColor } from '@grafana/grafana-foundation-sdk/dashboard';
import { choice, chosenBy, fields, name, optionsFrom, required } from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import type { Data } from '../sdk.js';

/** Grafana's colour modes: by series, by threshold, or by value on a scale from the minimum to the maximum. */
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
/** Names of Grafana's colour schemes. */
export type ColorScheme = (typeof schemes)[number];

/**
 * A colour scheme, or a fixed colour: a Grafana name such as `blue` or `dark-red`, `#rrggbb` or `rgb(…)`. An object can
 * also set shades of one colour, and which value of a series determines its colour.
 */
export type Color =
  | ColorScheme
  | (string & {})
  | SchemeColor
  | { readonly fixed: string }
  | { readonly shades: string };

/** A colour scheme, with the value that determines the colour of a series. */
export interface SchemeColor {
  /** A colour scheme: by value, threshold, or order of series. */
  readonly scheme: ColorScheme;
  /** The value that determines the colour of a series. @default last */
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
