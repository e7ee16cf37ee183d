import { formatDuration } from '../../../catalog/duration.js';
import type { Analysed } from '../../analysis/analysis.js';
import type { Check } from '../../check.js';

export const rangeExceedsRetention: Check = {
  id: 'promql/range-exceeds-retention',
  level: 'warning',
  summary: 'a query that looks further back than samples are kept',
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
        `the query reaches ${formatDuration(reach)} back, but samples are kept for ${formatDuration(retentionMs)}`,
        {
          expected:
            'a longer retention in the settings of the checks, or a recorded series that reaches less far',
          cause: String(reach),
        },
      );
    },
  },
};
