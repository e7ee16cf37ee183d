import { labelName, list, number, options as optionsOf, text, validate } from '../../catalog/shape/index.js';
import { type AnyVector, type Expression, expression, nodeOf, type Vector } from './expression.js';
import type { Node } from './node.js';
import { shareShape } from './shapes.js';

/** Labels that remain after an aggregation, or labels that it removes. */
export type Grouping<L extends string> = By<L> | Without<L>;
/** Group by these labels. */
export interface By<L extends string> {
  readonly by: readonly L[];
}
/** Group by all labels except these. */
export interface Without<L extends string> {
  readonly without: readonly L[];
}

/**
 * An aggregation over all series, over groups `by` labels, or over groups `without` labels. A single signature accepts
 * both groupings: with overloads, the compiler would explain a mistake once per overload.
 */
interface Aggregation {
  <L extends string>(vector: Vector<L>): Expression<never>;
  <L extends string, const B extends NoInfer<L> = never, const W extends NoInfer<L> = never>(
    vector: Vector<L>,
    grouping: By<B> | Without<W>,
  ): Expression<[W] extends [never] ? B : Exclude<L, W>>;
}

/** An aggregation that keeps whole series and all their labels, such as `topk`. */
type Selection = <L extends string>(
  count: number,
  vector: Vector<L>,
  grouping?: Grouping<NoInfer<L>>,
) => Expression<L>;

/**
 * Sum over the series of a group: `sum`.
 *
 * @example sum(rate(metrics.http_requests_total), { by: ['path'] })
 */
export const sum = aggregation('sum');
/** Smallest value of a group: `min`. */
export const min = aggregation('min');
/** Largest value of a group: `max`. */
export const max = aggregation('max');
/** Average over the series of a group: `avg`. */
export const avg = aggregation('avg');
/** Number of series of a group: `count`. */
export const count = aggregation('count');
/** One series with value 1 per group. */
export const group = aggregation('group');
/** Population standard deviation over the series of a group. */
export const stddev = aggregation('stddev');
/** Population variance over the series of a group. */
export const stdvar = aggregation('stdvar');

/**
 * The `count` series with the largest values.
 *
 * @example topk(5, metrics.queue_length)
 */
export const topk = selection('topk');
/** The `count` series with the smallest values. */
export const bottomk = selection('bottomk');
/** Any `count` series (experimental in Prometheus). */
export const limitk = selection('limitk');
/** A stable sample of the series; `count` is a ratio from -1 to 1 (experimental in Prometheus). */
export const limitRatio = selection('limit_ratio');

/**
 * The φ-quantile, 0 ≤ φ ≤ 1, over the series of a group; of a histogram take `histogramQuantile`.
 *
 * @example quantile(0.9, metrics.queue_length, { by: ['topic'] })
 */
export function quantile<L extends string, const B extends NoInfer<L> = never>(
  phi: number,
  vector: Vector<L>,
  grouping?: By<B>,
): Expression<B> {
  validate(shareShape, phi, 'quantile: the quantile', quantile);
  return aggregate('quantile', vector, grouping, { type: 'number', value: phi });
}

/** Number of series with each value; the value becomes the label `label`. */
export function countValues<const N extends string>(label: N, vector: AnyVector): Expression<N> {
  validate(labelName, label, 'countValues: the label', countValues);
  return aggregate('count_values', vector, undefined, { type: 'string', value: label });
}

function aggregation(op: string): Aggregation {
  return ((vector: AnyVector, grouping?: AnyGrouping) =>
    aggregate(op, vector, grouping)) as unknown as Aggregation;
}

/** The number of series; for limit_ratio, a ratio of them. */
const sizeShape = number(0);
const ratioShape = number(-1, 1);

function selection(op: string): Selection {
  const select = (size: number, vector: AnyVector, grouping?: AnyGrouping) => {
    validate(op === 'limit_ratio' ? ratioShape : sizeShape, size, `${op}: how many`, select);
    return aggregate(op, vector, grouping, { type: 'number', value: size });
  };
  return select as Selection;
}

type AnyGrouping = Partial<By<string> & Without<string>>;
const groupingShape = optionsOf<AnyGrouping>({ by: list(text), without: list(text) });

/** An aggregation by its name, without label types. */
export function aggregate<L extends string>(
  op: string,
  vector: AnyVector,
  grouping?: AnyGrouping,
  param?: Node,
): Expression<L> {
  if (grouping !== undefined) validate(groupingShape, grouping, op, aggregate);
  return expression({
    type: 'aggregate',
    op,
    of: nodeOf(vector),
    param,
    by: grouping?.by,
    without: grouping?.without,
  });
}
