import { parseDuration } from '../../../catalog/duration.js';
import { ruleGroups } from '../../../resolve/index.js';
import type { Check } from '../../check.js';

/** How long a query still returns the last sample of a series. */
const lookbackMs = 300_000;

export const groupInterval: Check = {
  id: 'rule/group-interval',
  level: 'warning',
  summary: 'a rule group whose interval is so long that its series have gaps',
  bundle({ bundle, subject }, report) {
    const groups = ruleGroups(bundle);
    for (const { name, interval } of groups) {
      if (interval === undefined) continue;
      const milliseconds = parseDuration(interval);
      if (milliseconds === undefined || milliseconds <= lookbackMs) continue;
      report(
        subject,
        `group ${name} is evaluated every ${interval}, but a sample is visible to queries for 5m: its series have gaps`,
        {
          expected: 'an interval of 5m or less',
        },
      );
    }
  },
};
