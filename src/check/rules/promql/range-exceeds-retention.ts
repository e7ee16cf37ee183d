import { formatDuration } from '../../../catalog/duration.js';
import type { Analysed } from '../../analysis/analysis.js';
import type { Check } from '../../check.js';

export const rangeExceedsRetention: Check = {
  id: 'promql/range-exceeds-retention',
  level: 'warning',
  summary: 'a query over a longer time than the retention of Prometheus',
  visit: {
    vector(analysed, context) {
      let reach = analysed.node.offsetMs;
      let widest: Analysed = analysed;
      for (let { parent } = analysed; parent; parent = parent.parent) {
        const { node } = parent;
        if (node.kind === 'matrix') reach += node.rangeMs;
        else if (node.kind === 'subquery') reach += node.rangeMs + node.offsetMs;
        else continue;
        widest = parent;
      }
      const { retentionMs } = context.settings;
      if (reach <= retentionMs || context.placeholderIn(widest.node)) return;
      context.report(
        widest.node,
        `the query covers the last ${formatDuration(reach)}, but the retention is ${formatDuration(retentionMs)}`,
        {
          expected:
            'a longer retention in the settings of the checks, or a query of recorded series over a shorter time',
          cause: String(reach),
        },
      );
    },
  },
};
