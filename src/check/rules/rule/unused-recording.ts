import type { Check } from '../../check.js';

export const unusedRecording: Check = {
  id: 'rule/unused-recording',
  level: 'info',
  summary: 'a recorded series that nothing uses',
  build(models, report) {
    for (const { recordings } of models) {
      for (const { rule, subject } of recordings) {
        if (models.some(({ used }) => used.has(rule.record))) continue;
        report(subject, `nothing uses the recorded series ${rule.record}`, {
          expected: 'a panel, an alert or another rule that reads it',
        });
      }
    }
  },
};
