import { parentOf } from '../../analysis/parentheses.js';
import { catchesNewSeries, rootOf } from '../../analysis/past.js';
import type { Check } from '../../check.js';
import { listed } from '../../names.js';

const differences = new Set(['rate', 'irate', 'increase']);

export const ephemeralLabelIncrease: Check = {
  id: 'promql/ephemeral-label-increase',
  level: 'warning',
  summary: 'an increase over series that are born with their first event',
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
        `${call.node.func}() sees no first event of ${series.name}: ${listed(ephemeral)} has a new value with each, so every series starts at 1`,
        { suggestion: 'increaseFromBirth() counts what a series is born with', cause: series.name },
      );
    },
  },
};
