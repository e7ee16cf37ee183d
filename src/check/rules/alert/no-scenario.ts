import type { Check } from '../../check.js';

export const noScenario: Check = {
  id: 'alert/no-scenario',
  level: 'warning',
  summary: 'an alert that no scenario tests',
  scenarios({ alerts }, mentioned, report) {
    for (const { rule, subject } of alerts) {
      if (mentioned.has(rule.source)) continue;
      report(subject, `no scenario tests ${rule.alert}`, {
        expected: `a scenario('…', { alerts: [${rule.alert}] }) in scenarios/, or a suppression with the reason`,
      });
    }
  },
};
