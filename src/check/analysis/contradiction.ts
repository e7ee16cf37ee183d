import type { Binary } from '../../engine/index.js';
import type { Analysed } from './analysis.js';
import { isComparison, numberOf } from './conditions.js';
import { bare } from './parentheses.js';
import { writingOf, written } from './written.js';

/** A comparison that cannot hold together with another one that must. */
export interface Contradiction {
  readonly node: Binary;
  /** The other one, as it is written. */
  readonly other: string;
  readonly message: string;
}

interface Bound {
  readonly analysed: Analysed<Binary>;
  readonly min: number;
  readonly max: number;
  /** Whether `min` and `max` are among the values. */
  readonly closed: boolean;
}

/** Bounds on the same expression that must hold together, and cannot: `x > 5 and x < 3`. */
export function contradictions(root: Analysed, text: string): Contradiction[] {
  const found = new Map<Binary, Contradiction>();
  visit(root);
  return [...found.values()];

  function visit(analysed: Analysed): void {
    const conditions = conditionsTogether(analysed);
    if (conditions.length > 1) compare(conditions);
    // Inner parts again: `and on` leaves out what it does not join.
    for (const child of analysed.children) visit(child);
  }

  function compare(conditions: readonly Analysed<Binary>[]): void {
    const before = new Map<string, Bound[]>();
    for (const condition of conditions) {
      const bound = boundOf(condition);
      const [left] = condition.children;
      if (!bound || !left) continue;
      const of = writingOf(bare(left), text);
      const earlier = before.get(of) ?? [];
      const other = earlier.find((one) => areApart(one, bound));
      if (other && !found.has(condition.node))
        found.set(condition.node, contradiction(condition, other.analysed, text));
      before.set(of, [...earlier, bound]);
    }
  }
}

/** Two bounds on the same expression of which one always holds: `x < 20 or x > 10`. */
export function coverAll({ children }: Analysed, text: string): boolean {
  const [one, other] = children.map(bare);
  if (!one || !other || !isComparison(one) || !isComparison(other)) return false;
  if (one.node.returnBool || other.node.returnBool) return false;
  const [a, b] = [boundOf(one), boundOf(other)];
  const [of, ofOther] = [one.children[0], other.children[0]];
  if (!a || !b || !of || !ofOther || writingOf(bare(of), text) !== writingOf(bare(ofOther), text))
    return false;
  const below = a.min === -Infinity ? a : b;
  const above = below === a ? b : a;
  if (below.min !== -Infinity || above.max !== Infinity) return false;
  return above.min < below.max || (above.min === below.max && (above.closed || below.closed));
}

function contradiction(condition: Analysed<Binary>, other: Analysed, text: string): Contradiction {
  const first = written(other, text);
  return {
    node: condition.node,
    other: first,
    message: `${written(condition, text)} is never true together with ${first}`,
  };
}

/**
 * The comparisons that must all hold for the same series: those that plain `and` joins. With `on` or `ignoring` the two
 * sides may be different series, unless there is only one, as of `hour()`.
 */
function conditionsTogether(analysed: Analysed): Analysed<Binary>[] {
  const inner = bare(analysed);
  if (isComparison(inner)) return inner.node.returnBool ? [] : [inner];
  const { node, children } = inner;
  const [left, right] = children;
  if (node.kind !== 'binary' || node.op !== 'and' || !left || !right) return [];
  const { matching } = node;
  const together = [...conditionsTogether(left), ...conditionsTogether(right)];
  return matching && (matching.on || matching.labels.length > 0) ? together.filter(isOfOneSeries) : together;
}

/** `hour() < 6`, `sum(x) > 5`: without labels, there is one series at most. */
function isOfOneSeries({ children }: Analysed<Binary>): boolean {
  const flow = children[0]?.flow;
  return flow !== undefined && !flow.open && flow.possible.size === 0;
}

function boundOf(analysed: Analysed<Binary>): Bound | undefined {
  const bound = numberOf(analysed.children[1]);
  if (bound === undefined || Number.isNaN(bound)) return undefined;
  const all = { min: -Infinity, max: Infinity, analysed };
  switch (analysed.node.op) {
    case '>':
      return { ...all, min: bound, closed: false };
    case '>=':
      return { ...all, min: bound, closed: true };
    case '<':
      return { ...all, max: bound, closed: false };
    case '<=':
      return { ...all, max: bound, closed: true };
    case '==':
      return { ...all, min: bound, max: bound, closed: true };
    default:
      return undefined;
  }
}

function areApart(one: Bound, other: Bound): boolean {
  const min = Math.max(one.min, other.min);
  const max = Math.min(one.max, other.max);
  return min > max || (min === max && !(one.closed && other.closed));
}
