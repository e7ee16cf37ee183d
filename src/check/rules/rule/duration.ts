import { longestDuration, parseDuration } from '../../../catalog/duration.js';
import { ruleGroups } from '../../../resolve/index.js';
import type { Check } from '../../check.js';
import type { Subject } from '../../collect/subject.js';

export const duration: Check = {
  id: 'rule/duration',
  level: 'error',
  summary: 'an invalid duration',
  bundle({ bundle, subject, alerts }, report) {
    const checkOne = (owner: Subject, what: string, text: string | undefined, zero: boolean) => {
      if (text === undefined) return;
      const milliseconds = parseDuration(text);
      if (milliseconds !== undefined && milliseconds < longestDuration && (zero || milliseconds > 0)) return;
      report(owner, `${what} "${text}" is not a duration${milliseconds === 0 ? ' above zero' : ''}`, {
        expected: 'whole numbers with units from large to small: 90s, 5m, 1h30m',
      });
    };
    for (const { rule, subject: owner } of alerts) {
      checkOne(owner, 'for:', rule.for, true);
      checkOne(owner, 'keepFiringFor:', rule.keepFiringFor, true);
    }
    for (const { name, interval, queryOffset } of ruleGroups(bundle)) {
      checkOne(subject, `the interval of group ${name},`, interval, false);
      checkOne(subject, `the query offset of group ${name},`, queryOffset, true);
    }
  },
};
