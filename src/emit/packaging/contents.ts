import { humanNumber } from '../../define/alerting/value-format.js';
import { panelsOf, type ResolvedBundle } from '../../resolve/index.js';
import { objectKey } from './names.js';
import type { PackageParts } from './parts.js';
import { thresholdUnit } from './threshold-unit.js';
import type { AlertTuning } from './tuning.js';

/** The content of a package, for its README. */
export interface Contents {
  readonly dashboards: readonly { key: string; title: string; uid: string; folder: string; panels: number }[];
  readonly records: readonly { record: string; expr: string }[];
  readonly alerts: readonly {
    name: string;
    severity: string;
    for: string;
    group: string;
    /** As people write it: 10m. */
    threshold: string;
    /** The number in values and variables, and its unit: 600 and s. */
    value: string;
    unit: string;
    summary: string;
  }[];
}

export function contentsOf(
  bundle: ResolvedBundle,
  parts: PackageParts,
  tuning: Readonly<Record<string, AlertTuning>>,
): Contents {
  const panels = new Map(
    bundle.dashboards.map((dashboard) => [dashboard.uid, panelsOf(dashboard).length] as const),
  );
  return {
    dashboards: parts.dashboards.map(({ uid, title, folder }) => ({
      key: objectKey(uid),
      title,
      uid,
      folder,
      panels: panels.get(uid) ?? 0,
    })),
    records: bundle.recordingGroups.flatMap((group) => group.rules),
    alerts: bundle.alertGroups.flatMap(({ name: group, rules }) =>
      rules.map((rule) => ({
        name: rule.key,
        severity: rule.source.severity ?? '–',
        for: rule.for,
        group,
        ...thresholdOf(tuning[rule.key]),
        summary: rule.annotations.summary ?? '',
      })),
    ),
  };
}

function thresholdOf(alert: AlertTuning | undefined) {
  const { threshold } = alert ?? {};
  if (!threshold) return { threshold: '–', value: '–', unit: '–' };
  return {
    threshold: humanNumber(threshold.value, threshold.unit),
    value: String(threshold.value),
    unit: thresholdUnit(threshold) || '–',
  };
}
