import { formatDuration } from '../../../catalog/duration.js';
import { parentOf } from '../../analysis/parentheses.js';
import { recordedEvery } from '../../analysis/spacing.js';
import type { Check } from '../../check.js';

/** Functions that summarise several samples: of a single one they return that sample, or nothing. */
const summarises =
  /^(avg|min|max|sum|count|quantile|stddev|stdvar|mad)_over_time$|^changes$|^double_exponential_smoothing$/;

/** These and those for which one sample is enough: none is not. */
const overTime = /_over_time$|^changes$|^resets$|^double_exponential_smoothing$/;

export const fewSamples: Check = {
  id: 'promql/few-samples',
  level: 'warning',
  summary: 'a window that has fewer than two samples of what it summarises',
  visit: {
    matrix(analysed, context) {
      const { node } = analysed;
      const call = parentOf(analysed);
      const [selector] = analysed.children;
      if (call?.node.kind !== 'call' || !overTime.test(call.node.func) || !selector) return;
      if (node.rangeExpr !== undefined) return;
      if (context.placeholderIn({ start: node.selector.end, end: node.end })) return;
      const { scrapeMs } = context.settings;
      if (selector.series?.type !== 'recorded') {
        if (node.rangeMs < scrapeMs)
          context.report(
            node,
            `a window of ${formatDuration(node.rangeMs)} has at most one sample, and often none: the scrape interval is ${formatDuration(scrapeMs)}`,
            { expected: `a window of at least ${formatDuration(2 * scrapeMs)}` },
          );
        return;
      }
      const recorded = recordedEvery(selector, context.model);
      if (!recorded || node.rangeMs >= 2 * recorded.milliseconds) return;
      if (!summarises.test(call.node.func) && node.rangeMs >= recorded.milliseconds) return;
      const range = formatDuration(node.rangeMs);
      const none = node.rangeMs < recorded.milliseconds;
      context.report(
        node,
        `a window of ${range} has ${none ? 'at most one sample, and often none' : 'only one sample'}: the group ${recorded.group} records ${selector.series?.name} every ${recorded.interval}`,
        {
          expected: `a window of at least ${formatDuration(2 * recorded.milliseconds)}, or a shorter interval of the group`,
        },
      );
    },
    subquery({ node }, context) {
      // Without a step it is the evaluation interval of the server.
      if (node.stepMs === undefined || node.rangeExpr !== undefined || node.stepExpr !== undefined) return;
      if (node.rangeMs >= 2 * node.stepMs) return;
      if (context.placeholderIn({ start: node.expr.end, end: node.end })) return;
      const none = node.rangeMs < node.stepMs;
      context.report(
        node,
        `a subquery of ${formatDuration(node.rangeMs)} with a step of ${formatDuration(node.stepMs)} has ${none ? 'at most one value, and often none' : 'only one value'}`,
        {
          expected: 'a range of several steps',
          suggestion: none
            ? `the range comes first: [${formatDuration(node.stepMs)}:${formatDuration(node.rangeMs)}]`
            : undefined,
        },
      );
    },
  },
};
