import type { MatrixSelector, VectorSelector } from '../../engine/index.js';
import { seriesArgumentOf } from '../../query/promql/labels/index.js';
import type { Analysed } from './analysis.js';
import { numberOf } from './conditions.js';
import { bare, parentOf } from './parentheses.js';
import { writingOf } from './written.js';

/** A series in a product that is divided by itself. */
export interface Cancelled {
  /** The labels by which one of the two selects fewer series than the other: `x{state="free"} / x`. */
  readonly narrowedBy: readonly string[];
}

/**
 * `100 / x * x{state="free"}`, `x * 100 / x`: a product of numbers and of one series divided by itself, matched by all
 * labels. Only asked of a whole product, not of a part of one.
 */
export function cancelledIn(analysed: Analysed, text: string): Cancelled | undefined {
  const above = parentOf(analysed)?.node;
  if (above?.kind === 'binary' && isProduct(above.op)) return undefined;
  const factors: Factors = { over: [], under: [] };
  if (!collect(analysed, false, factors)) return undefined;
  const [over, ...moreOver] = factors.over;
  const [under, ...moreUnder] = factors.under;
  if (!over || !under || moreOver.length > 0 || moreUnder.length > 0) return undefined;
  const narrowedBy = differenceOf(over, under, text);
  return narrowedBy && { narrowedBy };
}

function isProduct(op: string): boolean {
  return op === '*' || op === '/';
}

interface Factors {
  readonly over: Analysed[];
  readonly under: Analysed[];
}

/** Collects the series of a product; false for one that is matched by some labels alone. */
function collect(analysed: Analysed, inverted: boolean, factors: Factors): boolean {
  const inner = bare(analysed);
  const { node, children, vector } = inner;
  const [left, right] = children;
  if (node.kind !== 'binary' || !isProduct(node.op) || !left || !right) {
    if (vector) factors[inverted ? 'under' : 'over'].push(inner);
    return true;
  }
  const { matching } = node;
  if (matching && (matching.on || matching.labels.length > 0 || matching.card !== 'one-to-one')) return false;
  return collect(left, inverted, factors) && collect(right, (node.op === '/') !== inverted, factors);
}

/** Functions of each series by itself. */
const ofOneSeries = /_over_time$|^(rate|irate|increase|delta|idelta|deriv|abs|ceil|floor|round)$/;

/** The labels of the matchers that one of two equal expressions has and the other has not; undefined if they differ. */
function differenceOf(one: Analysed, other: Analysed, text: string): string[] | undefined {
  const [a, b] = [bare(one), bare(other)];
  if (a.node.kind === 'vector' && b.node.kind === 'vector') return matchersBeyond(a.node, b.node);
  if (a.node.kind === 'matrix' && b.node.kind === 'matrix') {
    const [first, second] = [a.children[0], b.children[0]];
    return first && second && sameRange(a.node, b.node) ? differenceOf(first, second, text) : undefined;
  }
  // Behind a range stands its offset, which is not part of its text.
  if (isSelection(a) || isSelection(b)) return undefined;
  if (writingOf(a, text) === writingOf(b, text)) return [];
  if (a.node.kind !== 'call' || b.node.kind !== 'call' || a.node.func !== b.node.func) return undefined;
  const at = seriesArgumentOf(a.node.func);
  const [first, second] = [a.children[at], b.children[at]];
  if (!ofOneSeries.test(a.node.func) || a.node.func === 'absent_over_time' || !first || !second)
    return undefined;
  const others = a.children.every((child, index) => index === at || sameNumber(child, b.children[index]));
  return others ? differenceOf(first, second, text) : undefined;
}

function isSelection({ node: { kind } }: Analysed): boolean {
  return kind === 'vector' || kind === 'matrix' || kind === 'subquery';
}

function sameNumber(one: Analysed, other: Analysed | undefined): boolean {
  const number = numberOf(one);
  return number !== undefined && number === numberOf(other);
}

function sameRange(a: MatrixSelector, b: MatrixSelector): boolean {
  return a.rangeMs === b.rangeMs && a.rangeExpr === b.rangeExpr;
}

function matchersBeyond(a: VectorSelector, b: VectorSelector): string[] | undefined {
  if (a.name !== b.name || a.offsetMs !== b.offsetMs || a.at !== b.at || a.offsetExpr || b.offsetExpr)
    return undefined;
  const [beyond, missing] = [without(a, b), without(b, a)];
  if (beyond.length > 0 && missing.length > 0) return undefined;
  return [...beyond, ...missing].map(({ name }) => name);
}

function without({ matchers }: VectorSelector, { matchers: others }: VectorSelector) {
  return matchers.filter(
    ({ name, op, value }) =>
      !others.some((other) => other.name === name && other.op === op && other.value === value),
  );
}
