import { humanNumber } from '../../define/alerting/value-format.js';
import { panelsOf, type ResolvedBundle } from '../../resolve/index.js';
import { objectKey } from './names.js';
import type { PackageParts } from './parts.js';
import type { AlertTuning } from './tuning.js';

/** What is in a package, for its README. */
export interface Contents {
  readonly dashboards: readonly { key: string; title: string; uid: string; folder: string; panels: number }[];
  readonly records: readonly { record: string; expr: string }[];
  readonly alerts: readonly {
    name: string;
    severity: string;
    for: string;
    threshold: string;
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
    alerts: bundle.alertGroups
      .flatMap((group) => group.rules)
      .map((rule) => ({
        name: rule.alert,
        severity: rule.source.severity,
        for: rule.for,
        threshold: thresholdOf(tuning[rule.alert]),
        summary: rule.annotations.summary ?? '',
      })),
  };
}

function thresholdOf(alert: AlertTuning | undefined): string {
  return alert?.threshold ? humanNumber(alert.threshold.value, alert.threshold.unit) : '–';
}
