import type { Check } from '../../check.js';
import { counted } from '../../names.js';

export const liveNothing: Check = {
  id: 'live/nothing',
  level: 'error',
  summary: 'none of the metrics of a bundle exist in the running system',
  live({ bundle, evidence, seriesOf, isJudged }, report) {
    const metrics = bundle.model.bundle.metrics.filter((metric) => seriesOf(metric).length > 0);
    if (metrics.length === 0 || metrics.some(isJudged)) return;
    const what =
      evidence.names.size === 0
        ? `${evidence.who} has no series at all: nothing to compare with`
        : `${evidence.who} has none of the ${counted(metrics.length, 'metric')} that this bundle reads: nothing to compare with`;
    report(bundle.model.subject, what, {
      expected:
        'the server or the pages of the system that this bundle is about, or other bundles named for the check',
    });
  },
};
