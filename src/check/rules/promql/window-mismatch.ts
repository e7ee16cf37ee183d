import { formatDuration } from '../../../catalog/duration.js';
import type { Call } from '../../../engine/index.js';
import type { Analysed } from '../../analysis/analysis.js';
import { isComparison, numberOf } from '../../analysis/conditions.js';
import { bare } from '../../analysis/parentheses.js';
import type { Check } from '../../check.js';

/** Not `irate`, which looks at two samples whatever its window. */
const rates = new Set(['rate', 'increase']);

export const windowMismatch: Check = {
  id: 'promql/window-mismatch',
  level: 'warning',
  summary: 'a quotient of counters over different windows, or of an increase and a rate',
  visit: {
    binary({ node, children }, context) {
      if (node.op !== '/') return;
      const [left, right] = children.map(rateIn);
      if (!left || !right || context.placeholderIn(node)) return;
      if (left.call.func !== right.call.func) {
        context.report(
          node,
          `${left.call.func}() divided by ${right.call.func}(): one counts the events in its window, the other events per second`,
          { expected: 'rate() on both sides, or increase() on both' },
        );
        return;
      }
      // A counter compared with its own average over a longer time shows a peak.
      if (left.rangeMs === right.rangeMs || left.name === right.name) return;
      context.report(
        node,
        `events of ${formatDuration(left.rangeMs)} divided by events of ${formatDuration(right.rangeMs)}: the two sides cover different times`,
        { expected: 'the same window on both sides' },
      );
    },
  },
};

interface Rate {
  readonly call: Call;
  readonly name: string;
  readonly rangeMs: number;
}

/** The rate or increase that a side is, alone, aggregated, or where it is not zero. */
function rateIn(side: Analysed): Rate | undefined {
  const inner = bare(side);
  const { node, children } = inner;
  const [first, second] = children;
  if (node.kind === 'aggregation') return first && rateIn(first);
  if (node.kind === 'binary' && (node.op === 'or' || (isComparison(inner) && !node.returnBool)))
    return first && (node.op === 'or' || numberOf(second) !== undefined) ? rateIn(first) : undefined;
  if (node.kind !== 'call' || !rates.has(node.func)) return undefined;
  const [range] = node.args;
  if (range?.kind !== 'matrix' || range.rangeExpr !== undefined) return undefined;
  return { call: node, name: range.selector.name, rangeMs: range.rangeMs };
}
