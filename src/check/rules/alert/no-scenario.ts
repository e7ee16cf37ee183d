import { listedName } from '../../../define/index.js';
import type { Check } from '../../check.js';

export const noScenario: Check = {
  id: 'alert/no-scenario',
  level: 'warning',
  summary: 'an alert that no scenario tests',
  scenarios({ alerts }, mentioned, report) {
    for (const { rule, subject } of alerts) {
      if (mentioned.has(rule.source)) continue;
      report(subject, `no scenario tests ${rule.key}`, {
        expected: `a scenario('…', { alerts: [${listedName(rule.key, rule.source)}] }) in scenarios/, or a suppression with the reason`,
      });
    }
  },
};
