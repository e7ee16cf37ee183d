import type { Analysed } from '../../analysis/analysis.js';
import { sourceOfNaN } from '../../analysis/nan.js';
import { describeOperand } from '../../analysis/operand.js';
import type { Check, VisitContext } from '../../check.js';

const aggregations = new Set(['sum', 'avg', 'stddev', 'stdvar']);
const overTime = new Set(['sum_over_time', 'avg_over_time', 'stddev_over_time', 'stdvar_over_time']);

export const nanInAggregate: Check = {
  id: 'promql/nan-in-aggregate',
  level: 'warning',
  summary: 'a division that can be 0/0 inside a sum or an average',
  visit: {
    aggregation({ node, children }, context) {
      const [operand] = children;
      if (operand && aggregations.has(node.op)) check(operand, `${node.op}()`, context);
    },
    call({ node, children }, context) {
      const [operand] = children;
      if (operand && overTime.has(node.func)) check(operand, `${node.func}()`, context);
    },
  },
};

function check(operand: Analysed, by: string, context: VisitContext): void {
  const source = sourceOfNaN(operand);
  if (!source) return;
  const { node } = source;
  const message =
    node.kind === 'binary'
      ? `0/0 is NaN, and a single NaN makes the whole ${by} NaN`
      : node.kind === 'vector'
        ? `${describeOperand(source)} is recorded from a division that can be NaN, and a single NaN makes the whole ${by} NaN`
        : `${describeOperand(source)} is NaN without observations, and a single NaN makes the whole ${by} NaN`;
  context.report(node, message, {
    expected:
      node.kind === 'binary'
        ? 'a denominator that cannot be zero: … / (total > 0), as rendered by ratio()'
        : 'a comparison that filters out NaN, such as >= 0',
  });
}
