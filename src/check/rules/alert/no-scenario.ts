import type { Check } from '../../check.js';

export const noScenario: Check = {
  id: 'alert/no-scenario',
  level: 'warning',
  summary: 'an alert that no scenario is about: nothing shows that it fires',
  scenarios({ alerts }, mentioned, report) {
    for (const { rule, subject } of alerts) {
      if (mentioned.has(rule.source)) continue;
      report(
        subject,
        `no scenario is about ${rule.alert}: nothing shows that it fires, or when it does not`,
        {
          expected: `a scenario('…', { alerts: [${rule.alert}] }) in scenarios/, or a suppression with the reason`,
        },
      );
    }
  },
};
