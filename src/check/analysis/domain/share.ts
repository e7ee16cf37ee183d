import type { Aggregation, MatrixSelector, VectorSelector } from '../../../engine/index.js';
import { hasPlaceholder } from '../../collect/placeholder.js';
import type { Analysed } from '../analysis.js';
import { boundsMatching } from '../bucket-bounds.js';
import { bare } from '../parentheses.js';

const additive = new Set(['rate', 'irate', 'increase', 'count_over_time', 'resets']);
const comparisons = new Set(['>', '>=', '!=']);
const allComparisons = new Set(['>', '>=', '<', '<=', '==', '!=']);

/**
 * True when the left side of a division is a part of the right side: the same counters, narrowed by matchers and
 * summed the same way. Such a quotient lies between 0 and 1.
 */
export function isShareOf(left: Analysed, right: Analysed): boolean {
  return isPart(part(left), whole(right));
}

/**
 * True when the left side counts some of the series that the right side counts: `count(up == 0)` and `count(up)`. Such a
 * quotient lies between 0 and 1, too.
 */
export function countsSomeOf(left: Analysed, right: Analysed): boolean {
  const [some, all] = [part(left), whole(right)];
  const [a, b] = [some.node, all.node];
  const [of, ofAll] = [some.children[0], all.children[0]];
  if (a.kind !== 'aggregation' || b.kind !== 'aggregation' || a.op !== 'count' || b.op !== 'count')
    return false;
  if (!of || !ofAll || !isFiner(a, b)) return false;
  const [selected, selectedOfAll] = [unfiltered(of), bare(ofAll)];
  const [narrow, wide] = [selected.node, selectedOfAll.node];
  if (narrow.kind !== 'vector' || wide.kind !== 'vector') return false;
  // Without any difference, both are the same expression.
  const isNarrowed = selected !== bare(of) || narrow.matchers.length > wide.matchers.length;
  return isNarrowed && narrow.name === wide.name && selectsSomeOf(narrow, wide);
}

/** `x` of `x == 0`, of which only some series are left. */
function unfiltered(analysed: Analysed): Analysed {
  const inner = bare(analysed);
  const [first, second] = inner.children;
  if (inner.node.kind !== 'binary' || !first?.vector || !second) return inner;
  const { op, returnBool } = inner.node;
  const filters =
    op === 'and' || op === 'unless' || (allComparisons.has(op) && !returnBool && !second.vector);
  return filters ? unfiltered(first) : inner;
}

/** `errors or 0 * total`, `errors or vector(0)`: zero where there is no part. */
function part(analysed: Analysed): Analysed {
  const inner = bare(analysed);
  const [first] = inner.children;
  return inner.node.kind === 'binary' && inner.node.op === 'or' && first ? part(first) : inner;
}

/** `total > 0`: the total where it is not zero. */
function whole(analysed: Analysed): Analysed {
  const inner = bare(analysed);
  const [first, second] = inner.children;
  const guarded =
    inner.node.kind === 'binary' &&
    comparisons.has(inner.node.op) &&
    second &&
    bare(second).node.kind === 'number';
  return guarded && first ? bare(first) : inner;
}

function isPart(left: Analysed, right: Analysed): boolean {
  const [innerLeft] = left.children;
  const [innerRight] = right.children;
  const a = left.node;
  const b = right.node;
  if (a.kind === 'vector' && b.kind === 'vector') return isNarrower(left, right, a, b);
  if (!innerLeft || !innerRight) return false;
  if (a.kind === 'aggregation' && b.kind === 'aggregation') {
    return (
      a.op === b.op &&
      (a.op === 'sum' || a.op === 'count') &&
      isFiner(a, b) &&
      isPart(bare(innerLeft), bare(innerRight))
    );
  }
  if (a.kind === 'call' && b.kind === 'call') {
    return a.func === b.func && additive.has(a.func) && isPart(innerLeft, innerRight);
  }
  if (a.kind === 'matrix' && b.kind === 'matrix') return sameRange(a, b) && isPart(innerLeft, innerRight);
  return false;
}

function sameRange(a: MatrixSelector, b: MatrixSelector): boolean {
  return a.rangeMs === b.rangeMs && a.rangeExpr === b.rangeExpr;
}

/** Groups of the part lie within groups of the whole. */
function isFiner(a: Aggregation, b: Aggregation): boolean {
  if (a.without || b.without) return a.without === b.without && a.grouping.join() === b.grouping.join();
  return b.grouping.every((label) => a.grouping.includes(label));
}

function isNarrower(left: Analysed, right: Analysed, a: VectorSelector, b: VectorSelector): boolean {
  if (left.series === undefined || right.series === undefined) return false;
  const { type } = left.series;
  if ((type !== 'counter' && type !== 'bucket') || !selectsSomeOf(a, b)) return false;
  const { buckets } = left.series.metric ?? {};
  if (left.series.name === right.series.name)
    return type === 'counter' || pinned(a, buckets) || !pinned(b, buckets);
  // One bucket of a histogram against its count.
  const base = left.series.metric?.name;
  return (
    type === 'bucket' &&
    pinned(a, buckets) &&
    right.series.name === `${base}_count` &&
    right.series.metric?.name === base
  );
}

/** Whether a selector has the matchers of another one, at the same time. */
function selectsSomeOf(a: VectorSelector, b: VectorSelector): boolean {
  if (a.offsetMs !== b.offsetMs || a.at !== b.at || a.offsetExpr || b.offsetExpr) return false;
  return b.matchers.every(({ name, op, value }) =>
    a.matchers.some(
      (other) =>
        other.name === name && other.op === op && (other.value === value || bothVariable(other.value, value)),
    ),
  );
}

/** Two matchers on the same dashboard variable differ only in the index of their placeholder. */
function bothVariable(a: string, b: string): boolean {
  return hasPlaceholder(a) && hasPlaceholder(b) && a.length === b.length;
}

/** Buckets are cumulative: only one of them at a time is a part of the count. */
function pinned({ matchers }: VectorSelector, buckets: readonly number[] | undefined): boolean {
  return matchers.some(({ name, op, value }) => {
    if (name !== 'le') return false;
    if (op === '=') return true;
    const bounds = op === '=~' && buckets ? boundsMatching(value, buckets) : undefined;
    return bounds?.length === 1;
  });
}
