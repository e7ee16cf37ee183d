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
  const found: Contradiction[] = [];
  visit(root);
  return found;

  function visit(analysed: Analysed): void {
    const conditions = conditionsTogether(analysed);
    if (conditions.length < 2) {
      for (const child of analysed.children) visit(child);
      return;
    }
    const before = new Map<string, Bound[]>();
    for (const condition of conditions) {
      const bound = boundOf(condition);
      const [left] = condition.children;
      if (!bound || !left) continue;
      const of = writingOf(bare(left), text);
      const earlier = before.get(of) ?? [];
      const other = earlier.find((one) => areApart(one, bound));
      if (other) found.push(contradiction(condition, other.analysed, text));
      before.set(of, [...earlier, bound]);
    }
    for (const condition of conditions) for (const child of condition.children) visit(child);
  }
}

function contradiction(condition: Analysed<Binary>, other: Analysed, text: string): Contradiction {
  const first = written(other, text);
  return {
    node: condition.node,
    other: first,
    message: `${written(condition, text)} never holds together with ${first}`,
  };
}

/**
 * The comparisons that must all hold for the same series: those that plain `and` joins. With `on` or `ignoring` the two
 * sides may be different series.
 */
function conditionsTogether(analysed: Analysed): Analysed<Binary>[] {
  const inner = bare(analysed);
  if (isComparison(inner)) return inner.node.returnBool ? [] : [inner];
  const { node, children } = inner;
  const [left, right] = children;
  if (node.kind !== 'binary' || node.op !== 'and' || !left || !right) return [];
  const { matching } = node;
  if (matching && (matching.on || matching.labels.length > 0)) return [];
  return [...conditionsTogether(left), ...conditionsTogether(right)];
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
