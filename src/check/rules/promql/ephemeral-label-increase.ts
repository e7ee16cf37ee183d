import { parentOf } from '../../analysis/parentheses.js';
import { catchesNewSeries, rootOf } from '../../analysis/past.js';
import type { Check } from '../../check.js';
import { listed } from '../../names.js';

const differences = new Set(['rate', 'irate', 'increase']);

export const ephemeralLabelIncrease: Check = {
  id: 'promql/ephemeral-label-increase',
  level: 'warning',
  summary: 'an increase over series that appear with their first event',
  visit: {
    matrix(analysed, context) {
      const [selector] = analysed.children;
      const series = selector?.series;
      const ephemeral = series?.metric?.ephemeral;
      if (!series || !ephemeral || ephemeral.length === 0) return;
      const call = parentOf(analysed);
      if (call?.node.kind !== 'call' || !differences.has(call.node.func)) return;
      if (catchesNewSeries(rootOf(analysed), series.name)) return;
      context.report(
        call.node,
        `${call.node.func}() does not count the first event of a series of ${series.name}: ${listed(ephemeral)} changes with every event, so each series starts at 1`,
        { suggestion: 'increaseFromZero() also counts the first value of a series', cause: series.name },
      );
    },
  },
};
