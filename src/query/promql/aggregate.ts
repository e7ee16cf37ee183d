import type { GrafanaVariable } from '../../catalog/index.js';
import {
  labelName,
  list,
  options as optionsOf,
  type Shape,
  text,
  validate,
  wrong,
} from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import {
  type AnyVector,
  type Expression,
  expression,
  nodeOf,
  type ScalarLike,
  seriesNode,
  type Vector,
} from './expression.js';
import type { Node } from './node.js';
import { scalarShape, shareShape } from './shapes.js';

/** Labels to keep (`by`), or labels to remove (`without`). A variable of a dashboard may stand for one: `$grouping`. */
export type Grouping<L extends string> = By<L> | Without<L>;
/** Groups by these labels. */
export interface By<L extends string> {
  readonly by: readonly L[];
}
/** Groups by all labels except these. */
export interface Without<L extends string> {
  readonly without: readonly L[];
}

/**
 * An aggregation over all series, `by` labels, or `without` labels. A single signature accepts both: with overloads,
 * the compiler would explain a mistake once per overload.
 */
interface Aggregation {
  <L extends string>(vector: Vector<L>): Expression<never>;
  <
    L extends string,
    const B extends NoInfer<L> | GrafanaVariable = never,
    const W extends NoInfer<L> | GrafanaVariable = never,
  >(
    vector: Vector<L>,
    grouping: By<B> | Without<W>,
  ): Expression<[W] extends [never] ? B : Exclude<L, W>>;
}

/** An aggregation that keeps series with all their labels, such as `topk`. */
type Selection = <L extends string>(
  count: ScalarLike,
  vector: Vector<L>,
  grouping?: Grouping<NoInfer<L> | GrafanaVariable>,
) => Expression<L>;

/**
 * Sum of the series of each group: `sum`.
 *
 * @example sum(rate(metrics.http_requests_total), { by: ['path'] })
 */
export const sum = aggregation('sum');
/** Minimum of each group: `min`. */
export const min = aggregation('min');
/** Maximum of each group: `max`. */
export const max = aggregation('max');
/** Average of the series of each group: `avg`. */
export const avg = aggregation('avg');
/** Number of series of each group: `count`. */
export const count = aggregation('count');
/** One series with value 1 per group: `group`. */
export const group = aggregation('group');
/** Population standard deviation of the series of each group: `stddev`. */
export const stddev = aggregation('stddev');
/** Population variance of the series of each group: `stdvar`. */
export const stdvar = aggregation('stdvar');

/**
 * The `count` series with the largest values: `topk`.
 *
 * @example topk(5, metrics.queue_length)
 */
export const topk = selection('topk');
/** The `count` series with the smallest values: `bottomk`. */
export const bottomk = selection('bottomk');
/** Any `count` series: `limitk` (experimental in Prometheus). */
export const limitk = selection('limitk');
/**
 * A stable sample of the series: `limit_ratio` (experimental in Prometheus). `count` is a ratio from -1 to 1; a
 * negative ratio gives the complement.
 */
export const limitRatio = selection('limit_ratio');

/**
 * The φ-quantile of the series of each group, 0 ≤ φ ≤ 1: `quantile`. For a histogram, use `histogramQuantile`.
 *
 * @throws DefinitionError for a φ below 0 or above 1
 * @example quantile(0.9, metrics.queue_length, { by: ['topic'] })
 */
export function quantile<
  L extends string,
  const B extends NoInfer<L> | GrafanaVariable = never,
  const W extends NoInfer<L> | GrafanaVariable = never,
>(
  phi: ScalarLike,
  vector: Vector<L>,
  grouping?: By<B> | Without<W>,
): Expression<[W] extends [never] ? B : Exclude<L, W>> {
  validate(shareShape, phi, 'quantile: the quantile', quantile);
  return aggregate('quantile', vector, grouping, nodeOf(phi));
}

/**
 * Number of series with each value: `count_values`. The value becomes the label `label`.
 *
 * @throws DefinitionError for a label name that Prometheus rejects
 * @example countValues('version', metrics.queue_length, { by: ['topic'] })
 */
export function countValues<
  L extends string,
  const N extends string,
  const B extends NoInfer<L> | GrafanaVariable = never,
  const W extends NoInfer<L> | GrafanaVariable = never,
>(
  label: N,
  vector: Vector<L>,
  grouping?: By<B> | Without<W>,
): Expression<N | ([W] extends [never] ? B : Exclude<L, W>)> {
  validate(labelName, label, 'countValues: the label', countValues);
  return aggregate('count_values', vector, grouping, { type: 'string', value: label });
}

function aggregation(op: string): Aggregation {
  return ((vector: AnyVector, grouping?: AnyGrouping) =>
    aggregate(op, vector, grouping)) as unknown as Aggregation;
}

/** A number of series (below one Prometheus selects none), or a ratio for `limit_ratio`. */
const sizeShape = scalarShape(1);
const ratioShape = scalarShape(-1, 1);

/** The number, which without type checking may be passed after the series. */
function numberFirst(op: string, shape: Shape): Shape {
  return (value) => (isSeries(value) ? wrong(value, `the number first: ${op}(5, …)`) : shape(value));
}

function isSeries(value: unknown): boolean {
  return isRecord(value) && (value.type === 'selector' || ('node' in value && !('scalar' in value)));
}

function selection(op: string): Selection {
  const select = (size: ScalarLike, vector: AnyVector, grouping?: AnyGrouping) => {
    validate(numberFirst(op, op === 'limit_ratio' ? ratioShape : sizeShape), size, `${op}: how many`, select);
    return aggregate(op, vector, grouping, nodeOf(size));
  };
  return select as Selection;
}

interface AnyGrouping {
  readonly by?: readonly string[] | undefined;
  readonly without?: readonly string[] | undefined;
}
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
    of: seriesNode(vector, op),
    param,
    by: grouping?.by,
    without: grouping?.without,
  });
}
