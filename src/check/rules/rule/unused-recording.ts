import type { Check } from '../../check.js';

export const unusedRecording: Check = {
  id: 'rule/unused-recording',
  level: 'info',
  summary: 'an unused recorded series',
  build(bundles, report) {
    const used = new Set(bundles.flatMap((bundle) => bundle.used));
    for (const { recordings } of bundles) {
      for (const { rule, subject } of recordings) {
        if (used.has(rule.record)) continue;
        report(subject, `the recorded series ${rule.record} is not used`, {
          expected: 'a panel, alert or rule that uses it',
        });
      }
    }
  },
};
