import { formatDuration } from '../../../catalog/duration.js';
import { parentOf } from '../../analysis/parentheses.js';
import type { Check } from '../../check.js';

const rates = new Set(['rate', 'irate', 'increase']);

export const rateInterval: Check = {
  id: 'dash/rate-interval',
  level: 'warning',
  summary: 'a rate over a fixed window on a graph with a variable time range',
  visit: {
    matrix(analysed, context) {
      // Single values ask for a window on purpose; panels that say why are `fixed-range`.
      if (context.role !== 'range') return;
      const call = parentOf(analysed);
      const { node } = analysed;
      if (call?.node.kind !== 'call' || !rates.has(call.node.func)) return;
      if (context.placeholderIn({ start: node.selector.end, end: node.end })) return;
      context.report(
        node,
        `the window of ${node.rangeExpr ?? formatDuration(node.rangeMs)} does not follow the time range: zoomed in, the graph is smoothed; zoomed out, it skips samples`,
        {
          expected: '$__rate_interval: omit the window',
          suggestion: 'or state the reason with fixedRange on the panel',
        },
      );
    },
  },
};
