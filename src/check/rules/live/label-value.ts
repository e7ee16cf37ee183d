import type { Check } from '../../check.js';
import { listed } from '../../names.js';

/** Values that a message names. */
const mostNamed = 12;

export const liveLabelValue: Check = {
  id: 'live/label-value',
  level: 'warning',
  summary: 'a label that has values which oneOf in the catalog does not include',
  live(live, report) {
    for (const metric of live.bundle.model.bundle.metrics) {
      for (const [label, declared] of Object.entries(metric.labels)) {
        if (!('oneOf' in declared)) continue;
        const found = new Set(
          live
            .seriesOf(metric)
            .flatMap((name) => [...(live.evidence.series.get(name)?.labels.get(label)?.values ?? [])]),
        );
        const others = [...found].filter((value) => value !== '' && !declared.oneOf.includes(value)).sort();
        if (others.length === 0) continue;
        const shown =
          others.length > mostNamed
            ? [...others.slice(0, mostNamed), `${others.length - mostNamed} others`]
            : others;
        report(
          live.subjectOf(metric),
          `${live.evidence.who}: ${label} of ${metric.name} is also ${listed(shown)}`,
          {
            expected: `one of ${listed(declared.oneOf)}, or a catalog that has the others too`,
          },
        );
      }
    }
  },
};
