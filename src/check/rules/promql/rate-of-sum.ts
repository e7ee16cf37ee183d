import { describeOperand, selectorsBelow } from '../../analysis/operand.js';
import { sampleKindOf } from '../../analysis/series-type.js';
import type { Check } from '../../check.js';

const needsResets = new Set(['rate', 'irate', 'increase']);

export const rateOfSum: Check = {
  id: 'promql/rate-of-sum',
  level: 'error',
  summary: 'a rate of aggregated counters',
  visit: {
    call({ node, children }, context) {
      const [argument] = children;
      if (!argument || !needsResets.has(node.func) || sampleKindOf(argument) !== 'total') return;
      const recorded = argument.node.kind === 'matrix';
      const counters = selectorsBelow(argument).map(({ series }) => series?.name ?? '');
      context.report(
        argument.node,
        recorded
          ? `${node.func}() of ${describeOperand(argument)}, which is recorded from an aggregation of counters`
          : `${node.func}() of an aggregation of the counter ${counters[0]}`,
        {
          expected: `the rate first, then the aggregation: sum(${node.func}(…))`,
          suggestion: recorded ? 'record the sum of the rates' : undefined,
        },
      );
    },
  },
};
