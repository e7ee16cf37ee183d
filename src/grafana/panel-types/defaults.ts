import {
  choice,
  chosenBy,
  type FieldTable,
  fields,
  flag,
  jsonObject as json,
  optionsFrom,
  whole,
} from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { gridColumns, type PanelSize } from '../grid.js';
import { merged } from '../merge.js';
import type { AxisOptions } from '../options/axis.js';
import { commonFields, type FieldOptions } from '../options/fields.js';
import { graphFields } from '../options/graph.js';
import { type Legend, legendLongForm, legendShape } from '../options/legend.js';
import { type Reduce, reduceShape } from '../options/reduce.js';
import type { GraphStyle, Stack } from '../options/style.js';
import { type GraphThresholdOptions, type Thresholds, thresholdsLongForm } from '../options/thresholds.js';
import { type TooltipOptions, tooltipShape } from '../options/tooltip.js';
import { type PanelType, type PanelTypeOptions, panelTypes } from './index.js';
import type { PanelContents } from './panel-type.js';

/** Defaults of panels of all types, besides their options. */
export interface FrameDefaults {
  /** Width in columns: 1 to 24; in a column, at most its width. @default by panel type */
  readonly width?: number;
  /** Height in grid units of 30 pixels: 1 to 1000. @default by panel type */
  readonly height?: number;
  /** Makes the background transparent. @default false */
  readonly transparent?: boolean;
}

/** Options that several types share; each type uses those that it has. */
export interface SharedOptions extends FrameDefaults, Omit<FieldOptions, 'thresholds'> {
  readonly thresholds?: Thresholds<GraphThresholdOptions>;
  readonly style?: GraphStyle;
  readonly stack?: Stack;
  readonly axis?: AxisOptions;
  readonly legend?: Legend;
  readonly tooltip?: TooltipOptions;
  readonly reduce?: Reduce;
}

/** Default options by panel type, for panels of a bundle or a dashboard that do not set them. */
export type OptionsByType = {
  readonly [Type in PanelType]?: Partial<PanelTypeOptions[Type]> & FrameDefaults;
} & {
  /** Options for all types that have them. */
  readonly all?: SharedOptions;
};

/**
 * Default options of panels. `'grafana'` disables the defaults of Dashwright: dashed thresholds, tooltips with all
 * series, thin lines, coloured backgrounds, `min: 0` for ratios, `.*` for All, and instant queries for single values.
 */
export type PanelDefaults = 'grafana' | (OptionsByType & { readonly base?: 'dashwright' | 'grafana' });

const frame = fields<FrameDefaults>({
  width: whole(1, gridColumns),
  height: whole(1, 1000),
  transparent: flag,
});
const bases = choice('dashwright', 'grafana');
const all = optionsFrom({
  ...frame,
  ...commonFields,
  ...graphFields,
  legend: legendShape,
  tooltip: tooltipShape,
  reduce: reduceShape,
});
const table: FieldTable = {
  base: bases,
  all,
  ...Object.fromEntries(
    Object.entries(panelTypes).map(([type, { shapes }]) => [
      type,
      optionsFrom({ ...optional(shapes), ...frame, json }),
    ]),
  ),
};
const byType = optionsFrom(table);
export const panelDefaultsShape = chosenBy((value) => (isRecord(value) ? byType : choice('grafana')));

/** Defaults may set any subset of the options. */
function optional(shapes: FieldTable): FieldTable {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, field]) => [
      name,
      typeof field === 'object' && 'required' in field ? field.required : field,
    ]),
  );
}

/**
 * Whether to use the defaults of Dashwright.
 *
 * @param levels from the outermost to the innermost
 */
export function usesOwnDefaults(levels: readonly PanelDefaults[]): boolean {
  let base: 'dashwright' | 'grafana' = 'dashwright';
  for (const level of levels) base = typeof level === 'string' ? level : (level.base ?? base);
  return base === 'dashwright';
}

/** The options of a panel, merged over the defaults of its dashboard and its bundle. */
export function withLevels<Type extends PanelType, Options extends PanelTypeOptions[Type]>(
  type: Type,
  options: Options,
  levels: readonly PanelDefaults[],
): Options {
  const under = defaultsOf(type, levels);
  return under ? (grouped(under, options) as Options) : options;
}

/** The default size of panels of a type on a dashboard. */
export function sizeByLevels(type: PanelType, levels: readonly PanelDefaults[]): PanelSize {
  const { w, h } = panelTypes[type].size;
  const { width = w, height = h }: FrameDefaults = defaultsOf(type, levels) ?? {};
  return { w: width, h: height };
}

function defaultsOf(type: PanelType, levels: readonly PanelDefaults[]): object | undefined {
  let under: object | undefined;
  for (const level of levels) {
    if (typeof level === 'string') continue;
    for (const one of [level.all && those(level.all, { ...panelTypes[type].shapes, ...frame }), level[type]])
      if (one) under = under ? grouped(under, one) : one;
  }
  return under;
}

function those(options: object, shapes: FieldTable): object {
  return Object.fromEntries(Object.entries(options).filter(([name]) => Object.hasOwn(shapes, name)));
}

/** Options with all defaults filled in. */
export function withDefaults<Type extends PanelType, Options extends PanelTypeOptions[Type]>(
  type: Type,
  options: Options,
  contents: PanelContents,
  ours: boolean,
): Options {
  const { base, defaults } = panelTypes[type];
  const start = base(options, contents);
  return grouped(start, ...(ours ? [defaults(options, contents)] : []), options) as Options;
}

/** Groups of options, which are merged option by option. Anything else is replaced as a whole. */
export const optionGroups: ReadonlySet<string> = new Set([
  'style',
  'legend',
  'tooltip',
  'axis',
  'thresholds',
  'textSize',
]);

/** Built with `assign`: to what a spread has made, V8 adds each property with a hidden class for this object alone. */
function grouped(under: object, ...layers: readonly object[]): object {
  const result = Object.assign<Record<string, unknown>, object>({}, under);
  for (const over of layers) {
    for (const name of Object.keys(over)) {
      const value = Reflect.get(over, name);
      if (value !== undefined) result[name] = layered(name, result[name], value);
    }
  }
  return result;
}

function layered(name: string, below: unknown, value: unknown): unknown {
  if (below === undefined) return value;
  if (optionGroups.has(name)) return Object.assign({}, longForm(name, below), longForm(name, value));
  return name === 'json' && isRecord(below) && isRecord(value) ? merged(below, value) : value;
}

function longForm(name: string, value: unknown): object {
  if (name === 'thresholds' && Array.isArray(value)) return thresholdsLongForm({ steps: value });
  if (name === 'legend' && (value === 'hidden' || value === 'list' || value === 'table'))
    return legendLongForm(value);
  return isRecord(value) ? value : {};
}
