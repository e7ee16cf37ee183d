import type { Check } from '../../check.js';
import { recordingSubject } from '../../collect/index.js';
import { usedSeries } from '../../used-series.js';

export const unusedRecording: Check = {
  id: 'rule/unused-recording',
  level: 'info',
  summary: 'a recorded series that nothing uses',
  build(models, report) {
    for (const { bundle, subject } of models) {
      for (const rule of bundle.recordingGroups.flatMap(({ rules }) => rules)) {
        if (models.some((model) => usedSeries(model).has(rule.record))) continue;
        report(recordingSubject(subject, rule), `nothing uses the recorded series ${rule.record}`, {
          expected: 'a panel, an alert or another rule that reads it',
        });
      }
    }
  },
};
