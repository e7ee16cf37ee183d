import type { Binary } from '../../engine/index.js';
import { seriesArgumentOf } from '../../query/promql/labels/index.js';
import type { Analysed } from './analysis.js';
import { bare } from './parentheses.js';

const absence = new Set(['absent', 'absent_over_time']);

/** True when the expression returns samples only while a condition holds, as an alert needs. */
export function isCondition(analysed: Analysed): boolean {
  const { node, children, series } = analysed;
  const [first, second] = children;
  switch (node.kind) {
    case 'vector':
      if (series?.name === 'ALERTS' || series?.name === 'ALERTS_FOR_STATE') return true;
      return series?.recordedFrom?.every(({ root }) => isCondition(root)) ?? false;
    case 'call': {
      if (isAbsence(analysed)) return true;
      const argument = children[seriesArgumentOf(node.func)];
      return argument !== undefined && isCondition(argument);
    }
    case 'binary':
      if (!first || !second || !analysed.vector) return false;
      if (isComparison(analysed)) return !node.returnBool || isCondition(first) || isCondition(second);
      if (node.op === 'unless') return true;
      if (node.op === 'or') return isCondition(first) && isCondition(second);
      return isCondition(first) || isCondition(second);
    default:
      return first !== undefined && isCondition(first);
  }
}

/** `absent` and `absent_over_time`, which have a value while there are no series. */
export function isAbsence({ node }: Analysed): boolean {
  return node.kind === 'call' && absence.has(node.func);
}

export function isComparison(analysed: Analysed): analysed is Analysed<Binary> {
  const { node } = analysed;
  return node.kind === 'binary' && /^[<>=!]/.test(node.op);
}

/** `x > 0` and the like: whether there is anything, whatever the scale of the value. */
export function isPresence(analysed: Analysed): boolean {
  if (!isComparison(analysed)) return false;
  const [left, right] = analysed.children;
  const { op } = analysed.node;
  if (numberOf(right) === 0) return op === '>' || op === '!=' || op === '==';
  return numberOf(left) === 0 && (op === '<' || op === '!=' || op === '==');
}

/**
 * The comparisons that decide whether the expression has a sample: behind parentheses and aggregations, on the left
 * of `unless`, on either side of `and` and `or`.
 */
export function decidingComparisons(analysed: Analysed): Analysed<Binary>[] {
  const { node, children } = analysed;
  const [first, second] = children;
  if (isComparison(analysed)) return node.kind === 'binary' && node.returnBool ? [] : [analysed];
  if (node.kind === 'paren' || node.kind === 'aggregation' || node.kind === 'unary') {
    return first ? decidingComparisons(first) : [];
  }
  if (node.kind !== 'binary' || !first || !second) return [];
  return node.op === 'unless'
    ? decidingComparisons(first)
    : [...decidingComparisons(first), ...decidingComparisons(second)];
}

/** The value of a number, with or without parentheses and sign. */
export function numberOf(analysed: Analysed | undefined): number | undefined {
  if (!analysed) return undefined;
  const inner = bare(analysed);
  if (inner.node.kind === 'number') return inner.node.value;
  if (inner.node.kind !== 'unary') return undefined;
  const value = numberOf(inner.children[0]);
  return value === undefined ? undefined : inner.node.op === '-' ? -value : value;
}
