import { formatDuration } from '../../../catalog/duration.js';
import type { Check } from '../../check.js';
import { parseDuration } from '../../duration.js';

export const absentNeedsFor: Check = {
  id: 'alert/absent-needs-for',
  level: 'warning',
  summary: 'an alert on absence that one missed scrape can raise',
  roles: ['alert'],
  expression({ occurrence, analysis }, report, { settings }) {
    const { origin } = occurrence;
    if (origin.type !== 'alert' || !analysis) return;
    const forMs = parseDuration(origin.rule.for) ?? 0;
    const needed = 2 * settings.scrapeMs;
    if (forMs >= needed) return;
    for (const { node } of analysis.nodes) {
      if (node.kind !== 'call' || node.func !== 'absent') continue;
      report(
        node,
        `absent() holds for a moment after every restart, and the alert waits ${origin.rule.for}`,
        {
          expected: `for: ${formatDuration(needed)} or longer: two scrapes, or absent_over_time()`,
        },
      );
      return;
    }
  },
};
