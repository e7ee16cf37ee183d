import type { Metric } from '../../../catalog/index.js';
import { partLabel } from '../../../catalog/metric.js';
import { nearest } from '../../../catalog/similar.js';
import type { Check } from '../../check.js';
import { type LiveModel, placesOf } from '../../live/live-model.js';
import { brokenWithout } from '../../live/lost-label.js';
import { affectedBy, affectedText } from '../../live/uses.js';
import { listed } from '../../names.js';

export const liveUnknownLabel: Check = {
  id: 'live/unknown-label',
  level: 'error',
  summary: 'a label in the catalog that no series of the running system has',
  live(live, report) {
    const { bundle, evidence } = live;
    for (const metric of bundle.model.bundle.metrics) {
      const there = live.seriesOf(metric).filter((name) => evidence.series.has(name));
      if (there.length === 0) continue;
      const found = new Set(there.flatMap((name) => [...(evidence.series.get(name)?.labels.keys() ?? [])]));
      for (const label of labelsToJudge(metric, live)) {
        if (found.has(label)) continue;
        const broken = affectedBy(brokenWithout(bundle, new Set(live.seriesOf(metric)), label));
        const affected = live.unsuppressed(liveUnknownLabel.id, broken);
        const what = `${evidence.who}: no series of ${metric.name} has the label ${label}`;
        if (affected.length === 0) {
          if (broken.length === 0) {
            report(live.subjectOf(metric), `${what}, which nothing here reads`, {
              level: 'info',
              expected: 'a catalog without it',
            });
          }
          continue;
        }
        // Other scrapes attach it, or none does: then the environment is another than that of the definitions.
        const elsewhere = metric.targetLabels.includes(label) && evidence.targetLabels?.has(label) === false;
        const extra = [...found].filter((one) => !isDeclared(metric, one)).sort();
        const near = nearest(label, extra) ?? (extra.length === 1 ? extra[0] : undefined);
        report(
          live.subjectOf(metric),
          `${what}${elsewhere ? ', which no scrape there attaches' : ''}: this breaks ${affectedText(affected)}`,
          {
            level: elsewhere ? 'info' : 'error',
            expected:
              found.size === 0 ? 'no label: the series have none' : `one of ${listed([...found].sort())}`,
            suggestion:
              near === undefined
                ? undefined
                : `they have ${near}, which the catalog does not declare: was it renamed?`,
            elsewhere: placesOf(affected),
          },
        );
      }
    }
  },
};

/** Own labels; of a server, those of its scrapes too. */
function labelsToJudge(metric: Metric, { evidence }: LiveModel): string[] {
  const own = Object.keys(metric.labels);
  return evidence.type === 'page' ? own : [...new Set([...own, ...metric.targetLabels])];
}

function isDeclared({ labels, targetLabels, kind }: Metric, label: string): boolean {
  return Object.hasOwn(labels, label) || targetLabels.includes(label) || label === partLabel(kind);
}
