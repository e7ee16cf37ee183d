import {
  list,
  name,
  number,
  options as optionsOf,
  pattern,
  required,
  type Shape,
  text,
  unfit,
  validate,
} from '../../catalog/shape/index.js';
import { toRe2 } from '../regular-expression.js';
import {
  type AnyVector,
  call,
  type Expression,
  type Scalar,
  scalarExpression,
  type Vector,
} from './expression.js';

type SameLabels = <L extends string>(vector: Vector<L>) => Expression<L>;

/** Absolute values: `abs`. */
export const abs = mathematical('abs');
/** Values rounded up: `ceil`. */
export const ceil = mathematical('ceil');
/** Values rounded down: `floor`. */
export const floor = mathematical('floor');
/** Square roots: `sqrt`. */
export const sqrt = mathematical('sqrt');
/** The exponential function: `exp`. */
export const exp = mathematical('exp');
/** Natural logarithms: `ln`. NaN for negative values. */
export const ln = mathematical('ln');
/** Binary logarithms: `log2`. NaN for negative values. */
export const log2 = mathematical('log2');
/** Decimal logarithms: `log10`. NaN for negative values. */
export const log10 = mathematical('log10');
/** Signs of the values, -1, 0 or 1: `sgn`. */
export const sgn = mathematical('sgn');
/** Sines of values in radians: `sin`. */
export const sin = mathematical('sin');
/** Cosines of values in radians: `cos`. */
export const cos = mathematical('cos');
/** Tangents of values in radians: `tan`. */
export const tan = mathematical('tan');
/** Arcsines in radians: `asin`. NaN outside of -1 to 1. */
export const asin = mathematical('asin');
/** Arccosines in radians: `acos`. NaN outside of -1 to 1. */
export const acos = mathematical('acos');
/** Arctangents in radians: `atan`. */
export const atan = mathematical('atan');
/** Hyperbolic sines: `sinh`. */
export const sinh = mathematical('sinh');
/** Hyperbolic cosines: `cosh`. */
export const cosh = mathematical('cosh');
/** Hyperbolic tangents: `tanh`. */
export const tanh = mathematical('tanh');
/** Inverse hyperbolic sines: `asinh`. */
export const asinh = mathematical('asinh');
/** Inverse hyperbolic cosines: `acosh`. NaN below 1. */
export const acosh = mathematical('acosh');
/** Inverse hyperbolic tangents: `atanh`. NaN outside of -1 to 1. */
export const atanh = mathematical('atanh');
/** Radians as degrees: `deg`. */
export const deg = mathematical('deg');
/** Degrees as radians: `rad`. */
export const rad = mathematical('rad');
/** Timestamp of each sample in unix seconds: `timestamp`. */
export const timestamp = mathematical('timestamp');
/** Series sorted by value, ascending: `sort`. Only instant queries are sorted. */
export const sort = mathematical('sort');
/** Series sorted by value, descending: `sort_desc`. Only instant queries are sorted. */
export const sortDesc = mathematical('sort_desc');
/** Minute of the hour in UTC, 0 to 59, of values in unix seconds: `minute`. */
export const minute = mathematical('minute');
/** Hour of the day in UTC, 0 to 23, of values in unix seconds: `hour`. */
export const hour = mathematical('hour');
/** Day of the week in UTC, 0 (Sunday) to 6, of values in unix seconds: `day_of_week`. */
export const dayOfWeek = mathematical('day_of_week');
/** Day of the month in UTC, 1 to 31, of values in unix seconds: `day_of_month`. */
export const dayOfMonth = mathematical('day_of_month');
/** Day of the year in UTC, 1 to 366, of values in unix seconds: `day_of_year`. */
export const dayOfYear = mathematical('day_of_year');
/** Number of days in the month in UTC, 28 to 31, of values in unix seconds: `days_in_month`. */
export const daysInMonth = mathematical('days_in_month');
/** Month in UTC, 1 to 12, of values in unix seconds: `month`. */
export const month = mathematical('month');
/** Year in UTC of values in unix seconds: `year`. */
export const year = mathematical('year');

/** Rounding to a multiple of 0 gives NaN. */
const multipleShape: Shape = (value) => (value === 0 ? unfit(value, 'a number other than 0') : undefined);

/** Values rounded to the nearest multiple of `to`, which must not be 0: `round`. @default 1 */
export function round<L extends string>(vector: Vector<L>, to?: number): Expression<L> {
  if (to !== undefined) validate(multipleShape, to, 'round: the multiple', round);
  return to === undefined ? call('round', vector) : call('round', vector, to);
}
/**
 * Values limited to the range from `minimum` to `maximum`: `clamp`.
 *
 * @throws DefinitionError for a maximum below the minimum, for which Prometheus returns no series
 */
export function clamp<L extends string>(vector: Vector<L>, minimum: number, maximum: number): Expression<L> {
  if (maximum < minimum) validate(number(minimum), maximum, 'clamp: the maximum', clamp);
  return call('clamp', vector, minimum, maximum);
}
/** Values of at least `minimum`: `clamp_min`. */
export function clampMin<L extends string>(vector: Vector<L>, minimum: number): Expression<L> {
  return call('clamp_min', vector, minimum);
}
/** Values of at most `maximum`: `clamp_max`. */
export function clampMax<L extends string>(vector: Vector<L>, maximum: number): Expression<L> {
  return call('clamp_max', vector, maximum);
}

/**
 * Series sorted by the values of `labels`: `sort_by_label` (experimental in Prometheus). Only instant queries are
 * sorted.
 */
export function sortByLabel<L extends string>(vector: Vector<L>, ...labels: NoInfer<L>[]): Expression<L> {
  validate(namesShape, labels, 'sortByLabel: the labels', sortByLabel);
  return call('sort_by_label', vector, ...labels.map(literal));
}

/** Evaluation time in unix seconds: `time()`. */
export function time(): Scalar {
  return scalarExpression({ type: 'call', name: 'time', args: [] });
}
/** The value of a vector with exactly one series; otherwise NaN: `scalar`. */
export function scalar(vector: AnyVector): Scalar {
  return scalarExpression(call('scalar', vector).node);
}
/** A scalar as a vector without labels: `vector`. */
export function vector(value: Scalar | number): Expression<never> {
  return call('vector', value);
}

/** One series with value 1 if the vector has no series: `absent`. Its labels are those of the equality matchers. */
export function absent(value: AnyVector): Expression<never> {
  return call('absent', value);
}

const replaceShape = optionsOf<Parameters<typeof labelReplace>[1]>({
  dstLabel: required(name),
  replacement: required(text),
  srcLabel: required(name),
  regex: required(pattern),
});
const labelShape = optionsOf<Pick<Parameters<typeof labelReplace>[1], 'dstLabel' | 'replacement'>>({
  dstLabel: required(name),
  replacement: required(text),
});
const namesShape = list(name, 1);
const joinShape = optionsOf<Parameters<typeof labelJoin>[1]>({
  dstLabel: required(name),
  separator: required(text),
  srcLabels: required(namesShape),
});

/**
 * Sets the label `dstLabel` to `replacement`, with `$1` for the first group, where the regular expression matches the
 * whole value of `srcLabel`; other series are unchanged: `label_replace`. Without `srcLabel` and `regex`, every series
 * gets the label with the value `replacement`.
 *
 * @throws DefinitionError for a regular expression that RE2 does not support
 * @example labelReplace(metrics.queue_lag_seconds, { dstLabel: 'name', replacement: '$1', srcLabel: 'topic', regex:
 *   /(.*)-v\d+/ })
 */
export function labelReplace<L extends string, const T extends string>(
  value: Vector<L>,
  options: { readonly dstLabel: T; readonly replacement: string } & (
    | { readonly srcLabel: NoInfer<L>; readonly regex: RegExp }
    | { readonly srcLabel?: undefined; readonly regex?: undefined }
  ),
): Expression<L | T> {
  const { dstLabel, replacement, srcLabel, regex } = options;
  const isText = srcLabel === undefined && regex === undefined;
  validate(isText ? labelShape : replaceShape, options, 'labelReplace', labelReplace);
  const source = regex === undefined ? ['', ''] : [srcLabel, toRe2(regex)];
  return call('label_replace', value, ...[dstLabel, replacement, ...source].map(literal));
}
/**
 * Sets the label `dstLabel` to the values of `srcLabels`, joined by `separator`: `label_join`.
 *
 * @example labelJoin(metrics.queue_lag_seconds, { dstLabel: 'queue', separator: '/', srcLabels: ['job', 'topic'] })
 */
export function labelJoin<L extends string, const T extends string>(
  value: Vector<L>,
  options: { readonly dstLabel: T; readonly separator: string; readonly srcLabels: readonly NoInfer<L>[] },
): Expression<L | T> {
  validate(joinShape, options, 'labelJoin', labelJoin);
  const { dstLabel, separator, srcLabels } = options;
  return call('label_join', value, ...[dstLabel, separator, ...srcLabels].map(literal));
}

function literal(text: string): { readonly text: string } {
  return { text };
}
function mathematical(name: string): SameLabels {
  return (value) => call(name, value);
}
