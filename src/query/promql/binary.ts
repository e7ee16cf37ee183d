import type { GrafanaVariable } from '../../catalog/index.js';
import { flag, list, number, options as optionsOf, text, validate } from '../../catalog/shape/index.js';
import {
  type AnyVector,
  type Expression,
  expression,
  nodeOf,
  type Scalar,
  type ScalarLike,
  type Vector,
} from './expression.js';
import type { BinaryOperator, MatchingClause } from './node.js';

/** Matches on these labels only: `on`. */
export interface On<Common extends string> extends GroupModifier {
  readonly on: readonly Common[];
  readonly ignoring?: never;
}
/** Matches on all labels except these: `ignoring`. */
export interface Ignoring<Some extends string> extends GroupModifier {
  /** With an empty list, all labels must be equal, although the types know labels on one side only. */
  readonly ignoring: readonly Some[];
  readonly on?: never;
}
/**
 * Values for series that one side lacks: `fill`, `fill_left`, `fill_right` (experimental in Prometheus since 3.10). Not
 * for `and`, `or` and `unless`.
 */
export interface FillModifier {
  /** For both sides. */
  readonly fill?: number;
  /** For the left side. */
  readonly fillLeft?: number;
  /** For the right side. */
  readonly fillRight?: number;
}
/** The "many" side of a many-to-one match, with labels to copy from the "one" side: `group_left`, `group_right`. */
export interface GroupModifier {
  readonly groupLeft?: readonly string[];
  readonly groupRight?: readonly string[];
}
/** Makes a comparison return 0 or 1 instead of filtering: `bool`. */
export interface BoolModifier {
  readonly bool?: boolean;
}

/** How the series of two sides are matched. Without `on` and `ignoring`, on all labels. */
export type Matching<A extends string, B extends string> =
  | On<(A & B) | GrafanaVariable>
  | Ignoring<A | B | GrafanaVariable>
  | AllLabels;
interface AllLabels {
  readonly on?: never;
  readonly ignoring?: never;
}

/** Accepts sides with equal labels, and sides with `on` or `ignoring`; otherwise the error names the labels. */
export type CompatibleLabels<A extends string, B extends string, H> = H extends
  | { readonly on: readonly string[] }
  | { readonly ignoring: readonly string[] }
  ? unknown
  : [Exclude<A, B> | Exclude<B, A>] extends [never]
    ? unknown
    : { readonly 'add on or ignoring: only one side has the label': Exclude<A, B> | Exclude<B, A> };

/** Labels of a result: those of the "many" side and the copied ones, or those that were matched on. */
type Result<A extends string, B extends string, H> = H extends { groupLeft: readonly (infer I)[] }
  ? A | (I & string)
  : H extends { groupRight: readonly (infer I)[] }
    ? B | (I & string)
    : H extends { on: readonly (infer O)[] }
      ? O & string
      : H extends { ignoring: readonly (infer N)[] }
        ? Exclude<A, N>
        : A;

type Number_ = ScalarLike;

interface Arithmetic {
  (left: Number_, right: Number_): Scalar;
  <L extends string>(left: Vector<L>, right: Number_): Expression<L>;
  <L extends string>(left: Number_, right: Vector<L>): Expression<L>;
  <A extends string, B extends string, const H extends Matching<A, B> & FillModifier = AllLabels>(
    left: Vector<A>,
    right: Vector<B> & CompatibleLabels<A, B, H>,
    how?: H,
  ): Expression<Result<A, B, H>>;
}
interface Comparison {
  (left: Number_, right: Number_, options: { readonly bool: true }): Scalar;
  <L extends string>(left: Vector<L>, right: Number_, options?: BoolModifier): Expression<L>;
  <L extends string>(left: Number_, right: Vector<L>, options?: BoolModifier): Expression<L>;
  <
    A extends string,
    B extends string,
    const H extends Matching<A, B> & BoolModifier & FillModifier = AllLabels,
  >(
    left: Vector<A>,
    right: Vector<B> & CompatibleLabels<A, B, H>,
    how?: H,
  ): Expression<Result<A, B, H>>;
}

/**
 * `left + right`.
 *
 * @example add(metrics.queue_lag_seconds, 1)
 */
export const add = arithmetic('+');
/** `left - right`. */
export const sub = arithmetic('-');
/** `left * right`. */
export const mul = arithmetic('*');
/** `left / right`; NaN for 0/0. See `ratio` for a ratio without NaN. */
export const div = arithmetic('/');
/** `left % right`. */
export const mod = arithmetic('%');
/** `left ^ right`. */
export const pow = arithmetic('^');
/** The angle of the point (`right`, `left`) in radians: `left atan2 right`. */
export const atan2 = arithmetic('atan2');

/**
 * Part divided by whole, 0 to 1. While the whole is zero there is no sample instead of NaN, so that "no traffic"
 * neither fires an alert nor turns an average into NaN.
 *
 * @example ratio(sum(rate(metrics.http_requests_total.where({ status: '500' }))), sum(rate(metrics.http_requests_total)))
 */
export const ratio: RatioFunction = (part, whole, how) => asRatio(guardedRatio(part, whole, how));
type RatioFunction = <A extends string, B extends string, const H extends Matching<A, B> = AllLabels>(
  part: Vector<A>,
  whole: Vector<B> & CompatibleLabels<A, B, H>,
  how?: H,
) => Expression<Result<A, B, H>>;

/** Series of the left side that equal the right side: `==`. */
export const eq = comparison('==');
/** Series of the left side that differ from the right side: `!=`. */
export const ne = comparison('!=');
/** Series of the left side that are greater than the right side: `>`. */
export const gt = comparison('>');
/** Series of the left side that are less than the right side: `<`. */
export const lt = comparison('<');
/** Series of the left side that are greater than or equal to the right side: `>=`. */
export const gte = comparison('>=');
/** Series of the left side that are less than or equal to the right side: `<=`. */
export const lte = comparison('<=');

type Filter = <A extends string, B extends string, const H extends Matching<A, B> = AllLabels>(
  left: Vector<A>,
  right: Vector<B> & CompatibleLabels<A, B, H>,
  how?: H,
) => Expression<A>;
/** Series of the left side that match a series on the right: PromQL's `and`. */
export const and = ((left: AnyVector, right: AnyVector, how?: Options) =>
  binary('and', left, right, how)) as Filter;
/** Series of the left side that match no series on the right: PromQL's `unless`. */
export const unless = ((left: AnyVector, right: AnyVector, how?: Options) =>
  binary('unless', left, right, how)) as Filter;
/** Series of the left side, and those of the right side that match none of them: PromQL's `or`. */
export function or<L extends string>(left: Vector<L>, right: Vector<NoInfer<L>>): Expression<L>;
export function or<A extends string, B extends string>(
  left: Vector<A>,
  right: Vector<B>,
  how: On<A & B> | Ignoring<A | B>,
): Expression<A | B>;
export function or<L extends string>(left: AnyVector, right: AnyVector, how?: Options): Expression<L> {
  return binary('or', left, right, how);
}

/** The value with its sign changed: PromQL's unary `-`. */
export function negate(value: Scalar | GrafanaVariable): Scalar;
export function negate<L extends string>(vector: Vector<L>): Expression<L>;
export function negate(value: AnyVector | ScalarLike): Expression<string> & { scalar?: true } {
  const negated = expression<string>({ type: 'negate', of: nodeOf(value) });
  return isScalar(value) ? { ...negated, scalar: true } : negated;
}

/**
 * Native histograms without their observations above a number: PromQL's operator `</`. Needs Prometheus 3.11.
 *
 * @example trimUpper(bucketRates(metrics.request_duration_seconds), 0.5)
 */
export const trimUpper = trim('</');
/** Native histograms without their observations below a number: PromQL's operator `>/`. Needs Prometheus 3.11. */
export const trimLower = trim('>/');

interface Options extends BoolModifier, FillModifier {
  readonly on?: readonly string[];
  readonly ignoring?: readonly string[];
  readonly groupLeft?: readonly string[];
  readonly groupRight?: readonly string[];
}

function arithmetic(op: BinaryOperator): Arithmetic {
  return ((left: Operand, right: Operand, how?: Options) => binary(op, left, right, how)) as Arithmetic;
}
function comparison(op: BinaryOperator): Comparison {
  return ((left: Operand, right: Operand, how?: Options) => binary(op, left, right, how)) as Comparison;
}

function trim(op: '</' | '>/') {
  return <L extends string>(histograms: Vector<L>, bound: ScalarLike): Expression<L> =>
    binary(op, histograms, bound);
}

const optionsShape = optionsOf<Options>({
  on: list(text),
  ignoring: list(text),
  groupLeft: list(text),
  groupRight: list(text),
  bool: flag,
  fill: number(),
  fillLeft: number(),
  fillRight: number(),
});

type Operand = AnyVector | ScalarLike;
/** A binary operation by its operator, without label types. */
export function binary<L extends string>(
  op: BinaryOperator,
  left: Operand,
  right: Operand,
  how?: Options,
): Expression<L> & { scalar?: true } {
  if (how !== undefined) validate(optionsShape, how, `the matching of ${op}`, binary);
  const node = expression<L>({
    type: 'binary',
    op,
    left: nodeOf(left),
    right: nodeOf(right),
    bool: how?.bool,
    matching: matchingOf(how),
  });
  return isScalar(left) && isScalar(right) ? { ...node, scalar: true } : node;
}

/** Marks a quotient as a ratio of a part to its whole. */
export function asRatio<L extends string>(quotient: Expression<L>): Expression<L> {
  const { node } = quotient;
  return node.type === 'binary' ? expression({ ...node, ratio: true }) : quotient;
}

/** A quotient that has no sample while the divisor is 0, without label types. */
export function guardedRatio<L extends string>(
  part: AnyVector,
  whole: AnyVector,
  how?: Options,
): Expression<L> {
  return binary('/', part, binary('>', whole, 0), how);
}

function isScalar(operand: Operand): boolean {
  return typeof operand !== 'object' || 'scalar' in operand;
}

/** The matching clause of an operator. */
export function matchingOf(how: Options | undefined): MatchingClause | undefined {
  if (!how) return undefined;
  const { on, ignoring, fill, fillLeft = fill, fillRight = fill } = how;
  if (!on && !ignoring && fillLeft === undefined && fillRight === undefined) return undefined;
  return {
    on,
    ignoring,
    group: how.groupLeft ? 'left' : how.groupRight ? 'right' : undefined,
    include: how.groupLeft ?? how.groupRight,
    ...(fillLeft !== undefined && { fillLeft }),
    ...(fillRight !== undefined && { fillRight }),
  };
}
