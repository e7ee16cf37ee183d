import type { Call, NumberLiteral } from '../../../engine/index.js';
import { type UnitRule, unitRuleOf } from '../../../query/index.js';
import { seriesArgumentOf } from '../../../query/promql/labels/index.js';
import type { Analysed, Series } from '../analysis.js';
import { numberOf } from '../conditions.js';
import { isInfo } from '../info-series.js';
import { sampleSelectors } from '../operand.js';
import { declaredQuantity } from './declared.js';
import {
  conflictBetween,
  count,
  type Literal,
  type Measure,
  perSecond,
  point,
  product,
  type Quantity,
  ratio,
  scaled,
  seconds,
} from './quantity.js';

/** Gauges that hold a point in time, whatever unit they are declared with: often as seconds. */
const namedPoint = /(_timestamp|_time|_created|_expiry|_expiration|_not_after|_not_before)(_seconds)?$/;

const keepingAggregations = new Set(
  'sum min max avg quantile stddev topk bottomk limitk limit_ratio'.split(' '),
);

/** The quantity of a node's samples; undefined if the catalog does not say. */
export function quantityOf(analysed: Analysed): Quantity | undefined {
  if (analysed.quantity === undefined) analysed.quantity = compute(analysed) ?? null;
  return analysed.quantity ?? undefined;
}

/** The quantity of a series' samples. */
export function seriesQuantity(series: Series | undefined): Quantity | undefined {
  if (!series) return undefined;
  const { metric, type, name } = series;
  if (type === 'recorded') return recordedQuantity(series);
  if (!metric || type === 'native') return undefined;
  if (type === 'bucket' || (metric.kind !== 'counter' && name === `${metric.name}_count`)) return count;
  if (metric.kind === 'gauge' && metric.unit === 's' && namedPoint.test(name)) return undefined;
  return declaredQuantity(metric.unit);
}

/** Rules of one name that record the same quantity. */
function recordedQuantity({ recordedFrom = [] }: Series): Quantity | undefined {
  const [first, ...others] = recordedFrom.map(({ root }) => quantityOf(root));
  if (!first || first.kind === 'literal') return undefined;
  return others.every((other) => other && other.kind === first.kind && !conflictBetween(first, other))
    ? first
    : undefined;
}

function compute(analysed: Analysed): Quantity | undefined {
  const { node, children, series } = analysed;
  const [first, second] = children;
  switch (node.kind) {
    case 'number':
      return node.duration ? seconds : literal(node);
    case 'vector':
      return seriesQuantity(series);
    case 'unary': {
      const value = numberOf(analysed);
      return value === undefined ? first && quantityOf(first) : { kind: 'literal', value };
    }
    case 'matrix':
    case 'subquery':
    case 'paren':
      return first && quantityOf(first);
    case 'aggregation':
      if (node.op === 'count' || node.op === 'count_values') return count;
      if (node.op === 'stdvar' && first) return squared(quantityOf(first));
      if (!keepingAggregations.has(node.op) || !first) return undefined;
      if (node.op === 'sum') return total(quantityOf(first));
      return node.op === 'stddev' ? spread(quantityOf(first)) : quantityOf(first);
    case 'call':
      return ofCall(node, children);
    case 'binary':
      return first && second && ofOperator(node.op, node.returnBool, first, second);
    default:
      return undefined;
  }
}

/** A dashboard variable is replaced by digits of the same length (`000060`), whose value means nothing. */
function literal({ value, start, end }: NumberLiteral): Literal {
  return { kind: 'literal', value: end - start > String(value).length ? undefined : value };
}

function ofCall({ func }: Call, children: readonly Analysed[]): Quantity | undefined {
  const rule = unitRuleOf(func);
  switch (rule) {
    case 'point in time':
      return point;
    case 'count':
      return count;
    case 'seconds':
      return seconds;
    case 'ratio':
      return ratio;
    default: {
      const argument = children[seriesArgumentOf(func)];
      return argument && ofArgument(rule, func, argument);
    }
  }
}

function ofArgument(rule: UnitRule | undefined, func: string, argument: Analysed): Quantity | undefined {
  if (rule === 'observations') return observations(func, argument);
  const quantity = quantityOf(argument);
  switch (rule) {
    case 'same':
      return quantity;
    case 'sum':
      return total(quantity);
    case 'difference':
      return spread(quantity);
    case 'square':
      return squared(func === 'histogram_stdvar' ? observations(func, argument) : quantity);
    case 'times seconds':
      return quantity?.kind === 'measure' ? product(quantity, seconds, 1) : undefined;
    case 'per second':
      return quantity?.kind === 'measure' ? perSecond(quantity) : undefined;
    default:
      return undefined;
  }
}

/** The difference of two points in time is in seconds. */
function spread(quantity: Quantity | undefined): Quantity | undefined {
  return quantity?.kind === 'point' ? seconds : quantity;
}

/** A variance is in the square of the unit. */
function squared(quantity: Quantity | undefined): Quantity | undefined {
  const difference = spread(quantity);
  return difference?.kind === 'measure' ? product(difference, difference, 1) : undefined;
}

/** A sum of ratios can be a count: the sum of a gauge that is 0 or 1 is the number of ones. */
function total(quantity: Quantity | undefined): Quantity | undefined {
  if (quantity?.kind === 'point') return undefined;
  if (quantity?.kind !== 'measure' || Object.keys(quantity.powers).length > 0) return quantity;
  return { ...quantity, number: true };
}

/**
 * The quantity of a histogram's observations. Whether a sum over a rate is per second depends on the rest of the
 * expression.
 */
function observations(func: string, argument: Analysed): Quantity | undefined {
  const metrics = new Set(sampleSelectors(argument).map(({ series }) => series?.metric));
  const [metric] = metrics;
  if (metrics.size !== 1 || !metric) return undefined;
  const quantity = declaredQuantity(metric.unit);
  return func === 'histogram_sum' && quantity?.kind === 'measure' ? { ...quantity, anyTime: true } : quantity;
}

function ofOperator(op: string, bool: boolean, first: Analysed, second: Analysed): Quantity | undefined {
  const left = quantityOf(first);
  const right = quantityOf(second);
  switch (op) {
    case '+':
      return sum(left, right);
    case '-':
      return difference(left, right);
    case '*':
      if (second.vector && isInfo(second)) return left;
      if (first.vector && isInfo(first)) return right;
      return multiplied(left, right);
    case '/':
      if (left?.kind !== 'measure') return bothLiterals(left, right);
      if (right?.kind === 'literal') return scaled(left, right);
      return right?.kind === 'measure' ? product(left, right, -1) : undefined;
    case '%':
    case 'and':
    case 'unless':
      return left;
    case 'or':
      return either(left, right);
    default:
      // 0 or 1 with `bool`; otherwise a comparison returns its left operand.
      if (!/^[<>=!]/.test(op) || bool) return undefined;
      return first.vector ? left : right;
  }
}

function multiplied(left: Quantity | undefined, right: Quantity | undefined): Quantity | undefined {
  // Nothing of a quantity is left: people add `* 0` for the labels of its series.
  if (isZero(left) || isZero(right)) return { kind: 'literal', value: 0 };
  if (left?.kind === 'measure' && right?.kind === 'literal') return scaled(left, right);
  if (left?.kind === 'literal' && right?.kind === 'measure') return scaled(right, left);
  if (left?.kind === 'measure' && right?.kind === 'measure') return product(left, right, 1);
  return bothLiterals(left, right);
}

function isZero(quantity: Quantity | undefined): boolean {
  return quantity?.kind === 'literal' && quantity.value === 0;
}

function bothLiterals(left: Quantity | undefined, right: Quantity | undefined): Quantity | undefined {
  return left?.kind === 'literal' && right?.kind === 'literal'
    ? { kind: 'literal', value: undefined }
    : undefined;
}

function sum(left: Quantity | undefined, right: Quantity | undefined): Quantity | undefined {
  if (!left || !right) return undefined;
  if (left.kind === 'literal') return right;
  if (right.kind === 'literal') return left;
  if (left.kind === 'point' || right.kind === 'point') return left.kind === right.kind ? undefined : point;
  return agreed(left, right);
}

function difference(left: Quantity | undefined, right: Quantity | undefined): Quantity | undefined {
  if (!left || !right) return undefined;
  if (right.kind === 'literal') return left;
  if (left.kind === 'literal') return right.kind === 'point' ? undefined : right;
  if (left.kind === 'point') return right.kind === 'point' ? seconds : undefined;
  return right.kind === 'point' ? undefined : agreed(left, right);
}

/** The common quantity of two operands; unknown after a mistake, so that it is reported once. */
function agreed(left: Quantity, right: Quantity): Quantity | undefined {
  if (left.kind !== 'measure' || right.kind !== 'measure' || conflictBetween(left, right)) return undefined;
  return left.number && !right.number ? right : left.scale === undefined ? left : looser(left, right);
}

function looser(left: Measure, right: Measure): Measure {
  return right.scale === undefined || right.anyTime ? right : left;
}

function either(left: Quantity | undefined, right: Quantity | undefined): Quantity | undefined {
  if (left?.kind === 'literal') return right;
  if (right?.kind === 'literal') return left;
  if (!left || !right) return undefined;
  if (!conflictBetween(left, right)) return left;
  const [a] = left.kind === 'mixed' ? [left.first] : [left];
  const [b] = right.kind === 'mixed' ? [right.second] : [right];
  return { kind: 'mixed', first: a, second: b };
}
