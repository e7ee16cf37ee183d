import { choosesSeries } from '../../query/promql/labels/index.js';
import type { Analysed } from './analysis.js';
import { callDomain } from './domain/functions.js';
import {
  anything,
  arithmetic,
  between,
  type Domain,
  exact,
  hull,
  intersect,
  notNegative,
} from './domain/interval.js';
import { countsSomeOf, isShareOf } from './domain/share.js';
import { bare } from './parentheses.js';

/** The values that a node can have, as far as they follow from the catalog and the form of the expression. */
export function domainOf(analysed: Analysed): Domain {
  analysed.domain ??= compute(analysed);
  return analysed.domain;
}

function compute(analysed: Analysed): Domain {
  const { node, children } = analysed;
  const [first, second] = children;
  switch (node.kind) {
    case 'number':
      return exact(node.value);
    case 'vector':
      return seriesDomain(analysed);
    case 'matrix':
    case 'subquery':
    case 'paren':
      return first ? domainOf(first) : anything;
    case 'unary': {
      const inner = first ? domainOf(first) : anything;
      return node.op === '-' ? { min: -inner.max, max: -inner.min, because: inner.because } : inner;
    }
    case 'call':
      return callDomain(node, children, domainOf);
    case 'aggregation':
      return first ? aggregationDomain(node.op, first) : anything;
    case 'binary':
      return first && second ? binaryDomain(analysed, node.op, node.returnBool, first, second) : anything;
    default:
      return anything;
  }
}

function seriesDomain({ series }: Analysed): Domain {
  if (!series) return anything;
  const { metric, type } = series;
  if (type === 'recorded') {
    const roots = series.recordedFrom ?? [];
    return roots.length === 0 ? anything : roots.map(({ root }) => domainOf(root)).reduce(hull);
  }
  if (series.name === 'up' && !metric?.range) return between(0, 1, 'up is 0 or 1');
  const natural = type === 'counter' || type === 'bucket' ? notNegative : anything;
  if (type === 'gauge' && !metric?.range && series.name.endsWith('_info'))
    return {
      min: 1,
      max: 1,
      because: `the value of the info metric ${series.name} is always 1`,
    };
  // The range of a histogram is that of its observations, not of its series.
  if (!metric?.range || metric.name !== series.name || metric.kind === 'native_histogram') return natural;
  const [min, max] = metric.range;
  return intersect(natural, between(min, max, `${metric.name} is declared from ${min} to ${max}`));
}

function aggregationDomain(op: string, operand: Analysed): Domain {
  const inner = domainOf(operand);
  const { because } = inner;
  if (choosesSeries.has(op)) return inner;
  switch (op) {
    case 'avg':
    case 'min':
    case 'max':
      return inner;
    case 'sum':
      if (inner.min >= 0) return { min: inner.min, max: Infinity, because };
      return inner.max <= 0 ? { min: -Infinity, max: inner.max, because } : anything;
    case 'count':
    case 'count_values':
      return between(1, Infinity);
    case 'group':
      return exact(1);
    case 'stddev':
    case 'stdvar':
      return notNegative;
    default:
      return anything;
  }
}

function binaryDomain(
  analysed: Analysed,
  op: string,
  bool: boolean,
  first: Analysed,
  second: Analysed,
): Domain {
  switch (op) {
    case 'or':
      return hull(domainOf(first), domainOf(second));
    case 'and':
    case 'unless':
      return domainOf(first);
    case '>':
    case '>=':
    case '<':
    case '<=':
    case '==':
    case '!=':
      if (bool || !analysed.vector) return between(0, 1);
      return first.vector ? filtered(op, domainOf(first), domainOf(second)) : domainOf(second);
    case '/':
      if (isShareOf(first, second) || countsSomeOf(first, second))
        return between(0, 1, 'a part divided by its whole lies between 0 and 1');
      return arithmetic(op, domainOf(first), domainOf(second));
    case '-':
      return ageDomain(first, second) ?? arithmetic(op, domainOf(first), domainOf(second));
    default:
      return arithmetic(op, domainOf(first), domainOf(second));
  }
}

/** Seconds for which a query still returns the last sample of a series, unless the server says otherwise. */
const lookback = 300;

/** `time() - timestamp(x)`: a sample that is older is not found any more. */
function ageDomain(first: Analysed, second: Analysed): Domain | undefined {
  const [now, then] = [bare(first).node, bare(second)];
  if (now.kind !== 'call' || now.func !== 'time') return undefined;
  if (then.node.kind !== 'call' || then.node.func !== 'timestamp') return undefined;
  const [of] = then.children;
  const selector = of && bare(of).node;
  if (
    selector?.kind !== 'vector' ||
    selector.offsetMs !== 0 ||
    selector.offsetExpr ||
    selector.at !== undefined
  )
    return undefined;
  return between(0, lookback, 'a query finds no sample that is older than 5m');
}

/** The values that pass a comparison. */
function filtered(op: string, values: Domain, bound: Domain): Domain {
  if (op === '>' || op === '>=') return intersect(values, between(bound.min, Infinity));
  if (op === '<' || op === '<=') return intersect(values, between(-Infinity, bound.max));
  return op === '==' ? intersect(values, bound) : values;
}

/** True when the node is never zero, so that it can be divided by: `x > 0`, `clamp_min(x, 1)`, a number. */
export function isNeverZero(analysed: Analysed): boolean {
  const inner = bare(analysed);
  const { node, children } = inner;
  const [first, second] = children;
  if (node.kind === 'binary' && !node.returnBool && first && second && bare(second).node.kind === 'number') {
    const { min } = domainOf(second);
    if (node.op === '>' && min >= 0) return true;
    if (node.op === '<' && min <= 0) return true;
    if (node.op === '!=' && min === 0) return true;
    if (node.op === '==' && min !== 0) return true;
  }
  if (node.kind === 'binary' && (node.op === 'and' || node.op === 'unless') && first)
    return isNeverZero(first);
  const keepsSign = node.kind === 'aggregation' && ['sum', 'min', 'max', 'avg'].includes(node.op);
  if (
    (keepsSign || (node.kind === 'aggregation' && choosesSeries.has(node.op))) &&
    first &&
    isNeverZero(first)
  ) {
    return true;
  }
  const { min, max } = domainOf(inner);
  return min > 0 || max < 0;
}
