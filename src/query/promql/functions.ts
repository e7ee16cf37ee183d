import { type LabelMatch, toMatchers } from '../../catalog/index.js';
import {
  labelMatches,
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
import { isRecord } from '../../plain.js';
import { toRe2 } from '../regular-expression.js';
import {
  type AnyVector,
  call,
  type Expression,
  expression,
  nodeOf,
  type Scalar,
  type ScalarLike,
  scalarExpression,
  seriesCall,
  seriesNode,
  type Vector,
} from './expression.js';
import type { SelectorNode } from './node.js';

type SameLabels = <L extends string>(vector: Vector<L>) => Expression<L>;
/** A part of a time: of each value in unix seconds, or of the time of evaluation. */
interface Calendar {
  (): Expression<never>;
  <L extends string>(vector: Vector<L>): Expression<L>;
}

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
/**
 * When each sample began to count, in unix seconds: `start_timestamp` (experimental in Prometheus since 3.14). Only
 * for series whose start Prometheus has stored.
 */
export const startTimestamp = mathematical('start_timestamp');
/** Minute of the hour in UTC, 0 to 59, of values in unix seconds, or of now: `minute`. */
export const minute = calendar('minute');
/**
 * Hour of the day in UTC, 0 to 23, of values in unix seconds, or of now: `hour`.
 *
 * @example and(metrics.queue_length, gte(hour(), 8), { on: [] })
 */
export const hour = calendar('hour');
/** Day of the week in UTC, 0 (Sunday) to 6, of values in unix seconds, or of now: `day_of_week`. */
export const dayOfWeek = calendar('day_of_week');
/** Day of the month in UTC, 1 to 31, of values in unix seconds, or of now: `day_of_month`. */
export const dayOfMonth = calendar('day_of_month');
/** Day of the year in UTC, 1 to 366, of values in unix seconds, or of now: `day_of_year`. */
export const dayOfYear = calendar('day_of_year');
/** Number of days in the month in UTC, 28 to 31, of values in unix seconds, or of now: `days_in_month`. */
export const daysInMonth = calendar('days_in_month');
/** Month in UTC, 1 to 12, of values in unix seconds, or of now: `month`. */
export const month = calendar('month');
/** Year in UTC of values in unix seconds, or of now: `year`. */
export const year = calendar('year');

/** Rounding to a multiple of 0 gives NaN. */
const multipleShape: Shape = (value) => (value === 0 ? unfit(value, 'a number other than 0') : undefined);

/**
 * Values rounded to the nearest multiple of `to`, which must not be 0: `round`.
 *
 * @default 1
 * @throws DefinitionError for a multiple of 0
 */
export function round<L extends string>(vector: Vector<L>, to?: ScalarLike): Expression<L> {
  if (to !== undefined) validate(multipleShape, to, 'round: the multiple', round);
  return to === undefined ? seriesCall('round', vector) : seriesCall('round', vector, to);
}
/**
 * Values limited to the range from `minimum` to `maximum`: `clamp`.
 *
 * @throws DefinitionError for a maximum below the minimum, for which Prometheus returns no series
 */
export function clamp<L extends string>(
  vector: Vector<L>,
  minimum: ScalarLike,
  maximum: ScalarLike,
): Expression<L> {
  if (typeof minimum === 'number' && typeof maximum === 'number' && maximum < minimum)
    validate(number(minimum), maximum, 'clamp: the maximum', clamp);
  return seriesCall('clamp', vector, minimum, maximum);
}
/** Values of at least `minimum`: `clamp_min`. */
export function clampMin<L extends string>(vector: Vector<L>, minimum: ScalarLike): Expression<L> {
  return seriesCall('clamp_min', vector, minimum);
}
/** Values of at most `maximum`: `clamp_max`. */
export function clampMax<L extends string>(vector: Vector<L>, maximum: ScalarLike): Expression<L> {
  return seriesCall('clamp_max', vector, maximum);
}

/**
 * Series sorted by the values of `labels`: `sort_by_label` (experimental in Prometheus). Only instant queries are
 * sorted.
 *
 * @throws DefinitionError for no labels
 */
export function sortByLabel<L extends string>(vector: Vector<L>, ...labels: NoInfer<L>[]): Expression<L> {
  validate(namesShape, labels, 'sortByLabel: the labels', sortByLabel);
  return seriesCall('sort_by_label', vector, ...labels.map(literal));
}
/**
 * Series sorted by the values of `labels`, descending: `sort_by_label_desc` (experimental in Prometheus). Only instant
 * queries are sorted.
 *
 * @throws DefinitionError for no labels
 */
export function sortByLabelDesc<L extends string>(vector: Vector<L>, ...labels: NoInfer<L>[]): Expression<L> {
  validate(namesShape, labels, 'sortByLabelDesc: the labels', sortByLabelDesc);
  return seriesCall('sort_by_label_desc', vector, ...labels.map(literal));
}

/** Evaluation time in unix seconds: `time()`. */
export const time = constant('time');
/** The number π: `pi()`. */
export const pi = constant('pi');
/** Start of the query's range in unix seconds; of an instant query, its time: `start()` (experimental in Prometheus). */
export const start = constant('start');
/** End of the query's range in unix seconds; of an instant query, its time: `end()` (experimental in Prometheus). */
export const end = constant('end');
/** Length of the query's range in seconds; 0 for an instant query: `range()` (experimental in Prometheus). */
export const range = constant('range');
/** Step of the query in seconds; 0 for an instant query: `step()` (experimental in Prometheus). */
export const step = constant('step');
/** The smaller one of two numbers: `min_of` (experimental in Prometheus since 3.13). */
export function minOf(left: ScalarLike, right: ScalarLike): Scalar {
  return scalarExpression(call('min_of', left, right).node);
}
/** The larger one of two numbers: `max_of` (experimental in Prometheus since 3.13). */
export function maxOf(left: ScalarLike, right: ScalarLike): Scalar {
  return scalarExpression(call('max_of', left, right).node);
}
/** The value of a vector with exactly one series; otherwise NaN: `scalar`. */
export function scalar(vector: AnyVector): Scalar {
  return scalarExpression(seriesCall('scalar', vector).node);
}
/** A scalar as a vector without labels: `vector`. */
export function vector(value: ScalarLike): Expression<never> {
  return call('vector', value);
}

/**
 * A number where series are expected, for a signal or a recording rule of `scalar(…)`: Grafana and Prometheus show and
 * record it as one series without labels. Adds nothing to the query. Functions of series do not accept it: use `vector`
 * for those.
 *
 * @example signal({ title: 'Limit', description: 'Jobs at most.', expr: asSeries(scalar(metrics.queue_length)) })
 */
export function asSeries(value: Scalar): Expression<never> {
  return expression(nodeOf(value));
}

/** One series with value 1 if the vector has no series: `absent`. Its labels are those of the equality matchers. */
export function absent(value: AnyVector): Expression<never> {
  return seriesCall('absent', value);
}

const matchesShape = labelMatches();

/**
 * Adds labels of an info metric, such as those of the resource in `target_info`, to series with the same `job` and
 * `instance`: `info` (experimental in Prometheus since 2.55).
 *
 * @param matches The labels to add, each with what its value must match; `__name__` chooses other info metrics. Series
 *   without a match keep their labels if all patterns match an empty text. @default all labels of `target_info`
 * @example info(rate(metrics.http_requests_total), { k8s_cluster_name: /.+/ })
 */
export function info<L extends string, const M extends Readonly<Record<string, LabelMatch>> = never>(
  vector: Vector<L>,
  matches?: M,
): Expression<[M] extends [never] ? L : L | Exclude<keyof M & string, '__name__'>> {
  if (matches === undefined) return call('info', vector);
  validate(matchesShape, matches, 'info: the labels', info);
  const data: SelectorNode = { type: 'selector', name: '', metric: undefined, matchers: toMatchers(matches) };
  return expression({ type: 'call', name: 'info', args: [seriesNode(vector, 'info'), data] });
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
    | { readonly srcLabel: NoInfer<L> | '__name__'; readonly regex: RegExp }
    | { readonly srcLabel?: undefined; readonly regex?: undefined }
  ),
): Expression<L | T> {
  const isText = isRecord(options) && options.srcLabel === undefined && options.regex === undefined;
  validate(isText ? labelShape : replaceShape, options, 'labelReplace', labelReplace);
  const { dstLabel, replacement, srcLabel, regex } = options;
  const source = regex === undefined ? ['', ''] : [srcLabel, toRe2(regex)];
  return seriesCall('label_replace', value, ...[dstLabel, replacement, ...source].map(literal));
}
/**
 * Sets the label `dstLabel` to the values of `srcLabels`, joined by `separator`: `label_join`.
 *
 * @throws DefinitionError for a missing or misspelt option
 * @example labelJoin(metrics.queue_lag_seconds, { dstLabel: 'queue', separator: '/', srcLabels: ['job', 'topic'] })
 */
export function labelJoin<L extends string, const T extends string>(
  value: Vector<L>,
  options: { readonly dstLabel: T; readonly separator: string; readonly srcLabels: readonly NoInfer<L>[] },
): Expression<L | T> {
  validate(joinShape, options, 'labelJoin', labelJoin);
  const { dstLabel, separator, srcLabels } = options;
  return seriesCall('label_join', value, ...[dstLabel, separator, ...srcLabels].map(literal));
}

function literal(text: string): { readonly text: string } {
  return { text };
}
function mathematical(name: string): SameLabels {
  return (value) => seriesCall(name, value);
}
function calendar(name: string): Calendar {
  return ((vector?: AnyVector) => (vector === undefined ? call(name) : seriesCall(name, vector))) as Calendar;
}
function constant(name: string): () => Scalar {
  return () => scalarExpression({ type: 'call', name, args: [] });
}
