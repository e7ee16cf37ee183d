import { formatDuration, parseDuration } from '../../../catalog/duration.js';
import type { Check } from '../../check.js';

export const absentNeedsFor: Check = {
  id: 'alert/absent-needs-for',
  level: 'warning',
  summary: 'an alert on absence that fires after a single missed scrape',
  roles: ['alert'],
  expression({ site, analysis }, report, { settings }) {
    const { definition } = site;
    if (definition.type !== 'alert' || !analysis) return;
    const forMs = parseDuration(definition.rule.for) ?? 0;
    const needed = 2 * settings.scrapeMs;
    if (forMs >= needed) return;
    for (const { node } of analysis.nodes) {
      if (node.kind !== 'call' || node.func !== 'absent') continue;
      report(
        node,
        `absent() returns a value briefly after every restart, and the alert waits only ${definition.rule.for}`,
        {
          expected: `for: ${formatDuration(needed)} or longer (two scrapes), or absent_over_time()`,
        },
      );
      return;
    }
  },
};
