import { formatDuration } from '../../../catalog/duration.js';
import { parentOf } from '../../analysis/parentheses.js';
import { recordedEvery } from '../../analysis/spacing.js';
import type { Check } from '../../check.js';

/** Functions that need two samples in the window, and those that should have more. */
const needsTwo = new Set(['rate', 'increase', 'irate', 'idelta', 'delta', 'deriv', 'predict_linear']);
const needsMore = new Set(['rate', 'increase']);

export const rateRangeTooShort: Check = {
  id: 'promql/rate-range-too-short',
  level: 'error',
  summary: 'a window with fewer than two scrapes; a warning for fewer than four',
  visit: {
    matrix(analysed, context) {
      const { node } = analysed;
      const call = parentOf(analysed);
      if (call?.node.kind !== 'call' || !needsTwo.has(call.node.func) || node.rangeExpr !== undefined) return;
      const [selector] = analysed.children;
      const recorded = selector && recordedEvery(selector, context.model);
      const { scrapeMs } = context.settings;
      const apartMs = Math.max(scrapeMs, recorded?.milliseconds ?? 0);
      // Rules are evaluated without the failures that scrapes have.
      const enough = needsMore.has(call.node.func) && apartMs === scrapeMs ? 4 : 2;
      if (node.rangeMs >= enough * apartMs) return;
      if (context.placeholderIn({ start: node.selector.end, end: node.end })) return;
      const range = formatDuration(node.rangeMs);
      const fatal = node.rangeMs < 2 * apartMs;
      const because =
        recorded && apartMs > scrapeMs
          ? `the group ${recorded.group} records it every ${recorded.interval}`
          : `the scrape interval is ${formatDuration(scrapeMs)}`;
      context.report(
        node,
        fatal
          ? `${call.node.func}() needs two samples, but a window of ${range} can contain only one: ${because}`
          : `with a window of ${range} a single failed scrape causes a gap: ${because}`,
        {
          level: fatal ? 'error' : 'warning',
          expected:
            apartMs > scrapeMs
              ? `at least ${formatDuration(2 * apartMs)}, two of these intervals`
              : `at least ${formatDuration(4 * scrapeMs)}, four scrape intervals`,
        },
      );
    },
  },
};
