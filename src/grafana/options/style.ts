import type {
  GraphFieldConfig,
  HideSeriesConfig,
  StackingConfig,
} from '@grafana/grafana-foundation-sdk/common';
import { parseDuration } from '../../catalog/duration.js';
import {
  choice,
  chosenBy,
  described,
  duration,
  fields,
  list,
  name,
  number,
  optionsFrom,
  required,
} from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { type Data, defined } from '../sdk.js';

/** Style of the series of a graph. */
export interface GraphStyle {
  /** Draws lines, bars or points. @default lines */
  readonly draw?: 'lines' | 'bars' | 'points';
  /** Fill opacity in percent: 0 to 100. @default 10; 40 for stacked series */
  readonly fill?: number;
  /** Line width in pixels: 0 to 10. @default 1 */
  readonly width?: number;
  /** Line interpolation. @default linear */
  readonly interpolation?: 'linear' | 'smooth' | 'stepBefore' | 'stepAfter';
  /** Gradient mode of the fill. @default none */
  readonly gradient?: 'none' | 'opacity' | 'hue' | 'scheme';
  /** Shows points on lines: if they are far apart (`auto`), always or never. @default never */
  readonly points?: 'auto' | 'always' | 'never';
  /** Point size in pixels: 1 to 40. @default 5 */
  readonly pointSize?: number;
  /**
   * Gaps in lines where samples are missing: `always`, `never` (connects all values), or a duration, above which there
   * is a gap.
   *
   * @default always
   */
  readonly gaps?: 'always' | 'never' | (string & {});
  /** Line style. @default solid */
  readonly line?: LineStyle;
  /** Alignment of bars with their time. @default center */
  readonly barAlignment?: 'before' | 'center' | 'after';
  /** Width of bars as a ratio of the available width: 0.1 to 1. @default 0.6 */
  readonly barWidth?: number;
  /** Maximum width of bars in pixels: 1 to 1000. @default no limit */
  readonly barMaxWidth?: number;
  /** Name of the series down to which the area is filled. @default none */
  readonly fillBelowTo?: string;
  /** Transform of the values: negative, or the first value as a constant. @default none */
  readonly transform?: 'negative-Y' | 'constant';
  /** Hides the series in the graph, the legend or the tooltip. @default shown everywhere */
  readonly hideFrom?: readonly ('graph' | 'legend' | 'tooltip')[];
}

/** Line style: solid, dashed or dotted, or the lengths of dashes and gaps in pixels. */
export type LineStyle =
  | 'solid'
  | 'dash'
  | 'dot'
  | { readonly dash: readonly number[] }
  | { readonly dot: readonly number[] };

const pixels = required(list(number(0, 1000), 1));
const dash = optionsFrom(fields<Extract<LineStyle, { dash: unknown }>>({ dash: pixels }));
const dot = optionsFrom(fields<Extract<LineStyle, { dot: unknown }>>({ dot: pixels }));
const line = chosenBy((value) => {
  if (!isRecord(value)) return choice('solid', 'dash', 'dot');
  return 'dot' in value ? dot : dash;
});
const share = number(0, 100);
const lineWidth = number(0, 10);
const gaps = chosenBy((value) =>
  typeof value === 'string' && /^\d/.test(value) ? duration : choice('always', 'never'),
);
const gradient = choice('none', 'opacity', 'hue', 'scheme');
const hideFrom = list(choice('graph', 'legend', 'tooltip'));

export const graphStyleShape = optionsFrom(
  fields<GraphStyle>({
    draw: choice('lines', 'bars', 'points'),
    fill: share,
    width: lineWidth,
    interpolation: choice('linear', 'smooth', 'stepBefore', 'stepAfter'),
    gradient,
    points: choice('auto', 'always', 'never'),
    pointSize: number(1, 40),
    gaps,
    line,
    barAlignment: choice('before', 'center', 'after'),
    barWidth: number(0.1, 1),
    barMaxWidth: number(1, 1000),
    fillBelowTo: name,
    transform: choice('negative-Y', 'constant'),
    hideFrom,
  }),
);

const draws = { lines: 'line', bars: 'bars', points: 'points' } as const;
const alignments = { before: -1, center: 0, after: 1 } as const;

export function graphConfig(style: GraphStyle = {}): Data<GraphFieldConfig> {
  return defined({
    lineWidth: style.width,
    fillOpacity: style.fill,
    showPoints: style.points,
    drawStyle: style.draw && draws[style.draw],
    lineInterpolation: style.interpolation,
    gradientMode: style.gradient,
    pointSize: style.pointSize,
    spanNulls: style.gaps === undefined ? undefined : spanNulls(style.gaps),
    lineStyle: style.line === undefined ? undefined : lineStyle(style.line),
    barAlignment: style.barAlignment && alignments[style.barAlignment],
    barWidthFactor: style.barWidth,
    barMaxWidth: style.barMaxWidth,
    fillBelowTo: style.fillBelowTo,
    transform: style.transform,
    hideFrom: style.hideFrom && hidden(style.hideFrom),
  });
}

/** Style of bars. */
export interface BarStyle {
  /** Fill opacity in percent: 0 to 100. @default 80; 70 for state timelines and status histories */
  readonly fill?: number;
  /** Border width in pixels: 0 to 10. @default 1; 0 for state timelines */
  readonly width?: number;
  /** Hides the series in the graph, the legend or the tooltip. @default shown everywhere */
  readonly hideFrom?: readonly ('graph' | 'legend' | 'tooltip')[];
}
/** Style of bars with a gradient. */
export interface GradientBarStyle extends BarStyle {
  /** Gradient mode of the fill. @default none */
  readonly gradient?: 'none' | 'opacity' | 'hue' | 'scheme';
}
/** Style of the regions of a state timeline. */
export interface StateStyle extends BarStyle {
  /** Gaps where samples are missing: `always`, `never`, or a duration, above which there is a gap. @default always */
  readonly gaps?: 'always' | 'never' | (string & {});
}

const bar = { fill: share, width: lineWidth, hideFrom };
export const barStyleShape = optionsFrom(fields<BarStyle>(bar));
export const gradientBarStyleShape = optionsFrom(fields<GradientBarStyle>({ ...bar, gradient }));
export const stateStyleShape = optionsFrom(fields<StateStyle>({ ...bar, gaps }));

export function barConfig(
  style: BarStyle & Pick<GradientBarStyle, 'gradient'> & Pick<StateStyle, 'gaps'> = {},
): Pick<Data<GraphFieldConfig>, 'lineWidth' | 'fillOpacity' | 'gradientMode' | 'spanNulls' | 'hideFrom'> {
  return defined({
    lineWidth: style.width,
    fillOpacity: style.fill,
    gradientMode: style.gradient,
    spanNulls: style.gaps === undefined ? undefined : spanNulls(style.gaps),
    hideFrom: style.hideFrom && hidden(style.hideFrom),
  });
}

/** Stacking mode. */
export type StackingMode = 'none' | 'normal' | 'percent';
/** A stacking mode for a group of series, for several stacks on one graph. */
export interface StackingGroup {
  /** Stacking mode. */
  readonly mode: StackingMode;
  /** Name of the group. @default A */
  readonly group: string;
}
/** A stacking mode, or one with a group of series. */
export type Stack = StackingMode | StackingGroup;
export const stackModeShape = choice('normal', 'percent', 'none');
const stackGroup = optionsFrom(
  fields<StackingGroup>({ mode: required(stackModeShape), group: required(name) }),
);
export const stackShape = described(
  chosenBy((value) => (isRecord(value) ? stackGroup : stackModeShape)),
  stackModeShape,
);

export function stackingConfig(stack: Stack): Data<StackingConfig> {
  return typeof stack === 'string' ? { group: 'A', mode: stack } : { group: stack.group, mode: stack.mode };
}

export function isStacked(stack: Stack = 'none'): boolean {
  return (typeof stack === 'string' ? stack : stack.mode) !== 'none';
}

function spanNulls(gap: string): boolean | number {
  return parseDuration(gap) ?? gap === 'never';
}

function lineStyle(given: LineStyle): Data<NonNullable<GraphFieldConfig['lineStyle']>> {
  if (given === 'solid') return { fill: 'solid' };
  if (given === 'dash') return { fill: 'dash', dash: [10, 10] };
  if (given === 'dot') return { fill: 'dot', dash: [0, 10] };
  return 'dash' in given ? { fill: 'dash', dash: [...given.dash] } : { fill: 'dot', dash: [...given.dot] };
}

function hidden(places: readonly ('graph' | 'legend' | 'tooltip')[]): Data<HideSeriesConfig> {
  return {
    legend: places.includes('legend'),
    tooltip: places.includes('tooltip'),
    viz: places.includes('graph'),
  };
}
