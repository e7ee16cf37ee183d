import { formatDuration } from '../../../catalog/duration.js';
import { parentOf } from '../../analysis/parentheses.js';
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
      const { scrapeMs } = context.settings;
      const enough = needsMore.has(call.node.func) ? 4 : 2;
      if (node.rangeMs >= enough * scrapeMs) return;
      if (context.placeholderIn({ start: node.selector.end, end: node.end })) return;
      const range = formatDuration(node.rangeMs);
      const scrape = formatDuration(scrapeMs);
      const fatal = node.rangeMs < 2 * scrapeMs;
      context.report(
        node,
        fatal
          ? `${call.node.func}() needs two samples, but a window of ${range} can contain only one: the scrape interval is ${scrape}`
          : `with a window of ${range} a single failed scrape causes a gap: the scrape interval is ${scrape}`,
        {
          level: fatal ? 'error' : 'warning',
          expected: `at least ${formatDuration(4 * scrapeMs)}, four scrape intervals`,
        },
      );
    },
  },
};
