import type { Check } from '../../check.js';

export const unusedRecording: Check = {
  id: 'rule/unused-recording',
  level: 'info',
  summary: 'a recorded series that nothing uses',
  build(bundles, report) {
    const used = new Set(bundles.flatMap((bundle) => bundle.used));
    for (const { recordings } of bundles) {
      for (const { rule, subject } of recordings) {
        if (used.has(rule.record)) continue;
        report(subject, `nothing uses the recorded series ${rule.record}`, {
          expected: 'a panel, an alert or another rule that reads it',
        });
      }
    }
  },
};
