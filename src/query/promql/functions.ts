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

export const abs = mathematical('abs');
export const ceil = mathematical('ceil');
export const floor = mathematical('floor');
export const sqrt = mathematical('sqrt');
export const exp = mathematical('exp');
export const ln = mathematical('ln');
export const log2 = mathematical('log2');
export const log10 = mathematical('log10');
export const sgn = mathematical('sgn');
export const sin = mathematical('sin');
export const cos = mathematical('cos');
export const tan = mathematical('tan');
export const asin = mathematical('asin');
export const acos = mathematical('acos');
export const atan = mathematical('atan');
export const sinh = mathematical('sinh');
export const cosh = mathematical('cosh');
export const tanh = mathematical('tanh');
export const asinh = mathematical('asinh');
export const acosh = mathematical('acosh');
export const atanh = mathematical('atanh');
export const deg = mathematical('deg');
export const rad = mathematical('rad');
/** Unix seconds of each sample. */
export const timestamp = mathematical('timestamp');
export const sort = mathematical('sort');
export const sortDesc = mathematical('sort_desc');
export const minute = mathematical('minute');
export const hour = mathematical('hour');
export const dayOfWeek = mathematical('day_of_week');
export const dayOfMonth = mathematical('day_of_month');
export const dayOfYear = mathematical('day_of_year');
export const daysInMonth = mathematical('days_in_month');
export const month = mathematical('month');
export const year = mathematical('year');

/** Rounding to a multiple of 0 gives NaN. */
const multipleShape: Shape = (value) => (value === 0 ? unfit(value, 'a number other than 0') : undefined);

/** Rounded to the nearest multiple of `to`, which is not 0. @default 1 */
export function round<L extends string>(vector: Vector<L>, to?: number): Expression<L> {
  if (to !== undefined) validate(multipleShape, to, 'round: the multiple', round);
  return to === undefined ? call('round', vector) : call('round', vector, to);
}
/**
 * Values limited to the range from `minimum` to `maximum`.
 *
 * @throws DefinitionError for a maximum below the minimum, for which Prometheus returns no series
 */
export function clamp<L extends string>(vector: Vector<L>, minimum: number, maximum: number): Expression<L> {
  if (maximum < minimum) validate(number(minimum), maximum, 'clamp: the maximum', clamp);
  return call('clamp', vector, minimum, maximum);
}
export function clampMin<L extends string>(vector: Vector<L>, minimum: number): Expression<L> {
  return call('clamp_min', vector, minimum);
}
export function clampMax<L extends string>(vector: Vector<L>, maximum: number): Expression<L> {
  return call('clamp_max', vector, maximum);
}

/** Sorted by the values of `labels` (experimental in Prometheus). */
export function sortByLabel<L extends string>(vector: Vector<L>, ...labels: NoInfer<L>[]): Expression<L> {
  validate(namesShape, labels, 'sortByLabel: the labels', sortByLabel);
  return call('sort_by_label', vector, ...labels.map(literal));
}

/** Unix seconds of the evaluation. */
export function time(): Scalar {
  return scalarExpression({ type: 'call', name: 'time', args: [] });
}
/** The value of a vector with one series; NaN for any other number of series. */
export function scalar(vector: AnyVector): Scalar {
  return scalarExpression(call('scalar', vector).node);
}
/** A scalar as a vector without labels. */
export function vector(value: Scalar | number): Expression<never> {
  return call('vector', value);
}

/** One series with value 1 if the vector has no series. Its labels are those of the equality matchers. */
export function absent(value: AnyVector): Expression<never> {
  return call('absent', value);
}

const replaceShape = optionsOf<Parameters<typeof labelReplace>[1]>({
  dstLabel: required(name),
  replacement: required(text),
  srcLabel: required(name),
  regex: required(pattern),
});
const namesShape = list(name, 1);
const joinShape = optionsOf<Parameters<typeof labelJoin>[1]>({
  dstLabel: required(name),
  separator: required(text),
  srcLabels: required(namesShape),
});

/**
 * Sets the label `dstLabel` to `replacement` (with `$1` … for the groups of the match) where the regular expression
 * matches the whole value of `srcLabel`; other series stay as they are.
 *
 * @throws DefinitionError for a regular expression that RE2 does not have
 * @example labelReplace(metrics.queue_lag_seconds, { dstLabel: 'name', replacement: '$1', srcLabel: 'topic', regex:
 *   /(.*)-v\d+/ })
 */
export function labelReplace<L extends string, const T extends string>(
  value: Vector<L>,
  options: {
    readonly dstLabel: T;
    readonly replacement: string;
    readonly srcLabel: NoInfer<L>;
    readonly regex: RegExp;
  },
): Expression<L | T> {
  validate(replaceShape, options, 'labelReplace', labelReplace);
  const { dstLabel, replacement, srcLabel, regex } = options;
  return call('label_replace', value, ...[dstLabel, replacement, srcLabel, toRe2(regex)].map(literal));
}
/**
 * Sets the label `dstLabel` to the values of `srcLabels`, joined by `separator`.
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
