import { parseDuration } from '../../../catalog/duration.js';
import { ruleGroups } from '../../../resolve/index.js';
import type { Check } from '../../check.js';

export const durationBelowInterval: Check = {
  id: 'alert/duration-below-interval',
  level: 'warning',
  summary: 'a duration of an alert that is shorter than the interval of its group',
  bundle({ bundle, alerts }, report) {
    const intervals = new Map(ruleGroups(bundle).map(({ name, interval }) => [name, interval]));
    for (const { rule, group, subject } of alerts) {
      const interval = intervals.get(group.name);
      const every = interval === undefined ? undefined : parseDuration(interval);
      if (every === undefined) continue;
      for (const [option, text, effect] of [
        ['for', rule.for, 'fires at the second evaluation'],
        ['keepFiringFor', rule.keepFiringFor, 'keeps firing until the second evaluation'],
      ] as const) {
        const milliseconds = text === undefined ? undefined : parseDuration(text);
        if (milliseconds === undefined || milliseconds === 0 || milliseconds >= every) continue;
        report(
          subject,
          `${option}: ${text} has the effect of ${interval}: group ${group.name} is evaluated every ${interval}, and the alert ${effect}`,
          { expected: `a multiple of ${interval}, or a shorter interval of the group` },
        );
      }
    }
  },
};
