import type { Binary } from '../../engine/index.js';
import type { Analysed } from './analysis.js';
import { countsSomeOf, isShareOf } from './domain/share.js';
import { bare } from './parentheses.js';
import { writingOf } from './written.js';

/** How the left side of a comparison always relates to the right one. */
export type Order = 'equal' | 'at most' | 'at least';

export interface FixedOrder {
  readonly order: Order;
  readonly because: string;
}

const ordered = ['max', 'avg', 'min'];

/**
 * The order of two sides that follows from the way they are written: the same expression, a part and its whole, or the
 * maximum and the average of the same series. `text` is the whole expression.
 */
export function fixedOrder({ node, children }: Analysed<Binary>, text: string): FixedOrder | undefined {
  const [left, right] = children.map(bare);
  if (!left?.vector || !right?.vector || node.matching?.card !== 'one-to-one') return undefined;
  if (writingOf(left, text) === writingOf(right, text))
    return { order: 'equal', because: 'both are the same expression' };
  // Both ways for the same series, which are written differently.
  const [isPart, isWhole] = [isPartOf(left, right), isPartOf(right, left)];
  if (isPart && !isWhole) return { order: 'at most', because: 'it is a part of it' };
  if (isWhole && !isPart) return { order: 'at least', because: 'that is a part of it' };
  return aggregatesOf(left, right, text) ?? overTimeOf(left, right, text);
}

/** `max_over_time(x[1h])` beside `avg_over_time(x[1h])`. */
function overTimeOf(left: Analysed, right: Analysed, text: string): FixedOrder | undefined {
  const [a, b] = [left.node, right.node];
  if (a.kind !== 'call' || b.kind !== 'call') return undefined;
  const [first, second] = [a, b].map(({ func }) => ordered.indexOf(func.replace(/_over_time$/, '')));
  if (first === undefined || second === undefined || first < 0 || second < 0 || first === second)
    return undefined;
  if (!sameOperand(left, right, text)) return undefined;
  const because = `${a.func}() and ${b.func}() are of the same samples`;
  return { order: first < second ? 'at least' : 'at most', because };
}

function sameOperand(left: Analysed, right: Analysed, text: string): boolean {
  const [of, ofOther] = [left.children[0], right.children[0]];
  return (
    of !== undefined && ofOther !== undefined && writingOf(bare(of), text) === writingOf(bare(ofOther), text)
  );
}

function isPartOf(left: Analysed, right: Analysed): boolean {
  return isShareOf(left, right) || countsSomeOf(left, right);
}

/** `max(x)` beside `avg(x)` with the same labels. */
function aggregatesOf(left: Analysed, right: Analysed, text: string): FixedOrder | undefined {
  const [a, b] = [left.node, right.node];
  if (a.kind !== 'aggregation' || b.kind !== 'aggregation') return undefined;
  const [first, second] = [ordered.indexOf(a.op), ordered.indexOf(b.op)];
  if (first < 0 || second < 0 || first === second) return undefined;
  if (a.without !== b.without || [...a.grouping].sort().join() !== [...b.grouping].sort().join())
    return undefined;
  if (!sameOperand(left, right, text)) return undefined;
  const because = `${a.op}() and ${b.op}() are of the same series`;
  return { order: first < second ? 'at least' : 'at most', because };
}
