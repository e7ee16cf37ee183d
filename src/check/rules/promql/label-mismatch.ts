import type { Binary } from '../../../engine/index.js';
import type { Analysed } from '../../analysis/analysis.js';
import { conflictOf, describeConflict } from '../../analysis/matching.js';
import { isOnePerMatch, severalPerMatch } from '../../analysis/multiplicity.js';
import type { Check, VisitContext } from '../../check.js';

export const labelMismatch: Check = {
  id: 'promql/label-mismatch',
  level: 'error',
  summary: 'two sides of an operator whose series never match, or that need group_left or group_right',
  visit: {
    binary(analysed, context) {
      const { node } = analysed;
      // `or` needs no match, and an `unless` that never matches does nothing: promql/impossible.
      if (!node.matching || node.op === 'or' || node.op === 'unless') return;
      const conflict = conflictOf(analysed);
      if (conflict) {
        context.report(node, `no series match between the two sides: ${describeConflict(conflict)}`, {
          expected: node.matching.on
            ? `on (…) with labels that both sides have`
            : `ignoring (${conflict.label}) or on (…) with the labels to match`,
        });
      } else checkCardinality(analysed, context);
    },
  },
};

function checkCardinality(analysed: Analysed<Binary>, context: VisitContext): void {
  const { node, children } = analysed;
  const [left, right] = children;
  const { matching } = node;
  if (!left || !right || !matching || matching.card === 'many-to-many') return;
  if (matching.labels.some((label) => context.placeholders.has(label))) return;
  const filters = /^[<>=!]/.test(node.op) && !node.returnBool;
  const many = { left: matching.card === 'many-to-one', right: matching.card === 'one-to-many' };
  for (const side of ['left', 'right'] as const) {
    // A comparison may let through one of several on the left; on the right there must be one to compare with.
    if (many[side] || (filters && side === 'left' && matching.card === 'one-to-one')) continue;
    const [sideNode, other] = side === 'left' ? [left, right] : [right, left];
    const label = severalPerMatch(sideNode, matching);
    if (label === undefined) continue;
    context.report(
      node,
      `several series on the ${side} match one series on the other side, so the query fails: they differ in ${label}`,
      {
        // Swapping the sides helps only if the other one has a single series per match.
        expected: isOnePerMatch(other, matching)
          ? `group_${side} (): the ${side} is the side with many series`
          : `${label} among the labels to match, or one series per match on the ${side}: an aggregation there`,
      },
    );
    return;
  }
}
