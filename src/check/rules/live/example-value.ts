import { exampleValues } from '../../../catalog/metric.js';
import type { Check } from '../../check.js';
import { listed } from '../../names.js';

export const liveExampleValue: Check = {
  id: 'live/example-value',
  level: 'info',
  summary: 'example values in the catalog that no series of the running system has',
  live(live, report) {
    for (const metric of live.bundle.model.bundle.metrics) {
      const unseen: string[] = [];
      for (const [label, declared] of Object.entries(metric.labels)) {
        const found = live
          .seriesOf(metric)
          .flatMap((name) => live.evidence.series.get(name)?.labels.get(label) ?? []);
        if (found.length === 0 || found.some(({ complete }) => !complete)) continue;
        const never = exampleValues(declared).filter(
          (value) => !found.some(({ values }) => values.has(value)),
        );
        if (never.length > 0)
          unseen.push(`${label} is never ${listed(never.map((value) => JSON.stringify(value)))}`);
      }
      if (unseen.length === 0) continue;
      report(live.subjectOf(metric), `${live.evidence.who}: of ${metric.name}, ${listed(unseen)}`, {
        expected: 'examples that occur: the preview, simulations and scenarios use them',
      });
    }
  },
};
