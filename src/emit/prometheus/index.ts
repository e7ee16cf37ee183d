import type {
  ResolvedAlert,
  ResolvedBundle,
  ResolvedGroup,
  ResolvedRecordingRule,
} from '../../define/resolve/index.js';
import { toYaml } from '../../output/serialise.js';
import type { Artifact } from '../artifact.js';

/** A rule group as Prometheus reads it. */
export interface PrometheusGroup {
  readonly name: string;
  readonly interval?: string;
  readonly limit?: number;
  readonly query_offset?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly rules: readonly PrometheusRule[];
}
export type PrometheusRule =
  | { readonly record: string; readonly expr: string; readonly labels?: Readonly<Record<string, string>> }
  | {
      readonly alert: string;
      readonly expr: string;
      readonly for?: string;
      readonly keep_firing_for?: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly annotations: Readonly<Record<string, string>>;
    };

export function recordingGroups(bundle: ResolvedBundle): PrometheusGroup[] {
  return bundle.recordingGroups.map((group) => groupOf(group, group.rules.map(recordingRule)));
}

export function alertGroups(bundle: ResolvedBundle): PrometheusGroup[] {
  return bundle.alertGroups.map((group) => groupOf(group, group.rules.map(alertRule)));
}

/** `prometheus/<bundle>/recording_rules.yml` and `alert_rules.yml`, for `rule_files:`. */
export function emitPrometheus(
  bundle: ResolvedBundle,
  recording: readonly PrometheusGroup[],
  alerts: readonly PrometheusGroup[],
): Artifact[] {
  const files: Artifact[] = [];
  if (recording.length > 0) files.push(ruleFile(bundle, 'recording_rules.yml', recording));
  if (alerts.length > 0) files.push(ruleFile(bundle, 'alert_rules.yml', alerts));
  return files;
}

function ruleFile({ name }: ResolvedBundle, file: string, groups: readonly PrometheusGroup[]): Artifact {
  return { path: `prometheus/${name}/${file}`, content: toYaml({ groups }) };
}

function groupOf(group: ResolvedGroup<unknown>, rules: readonly PrometheusRule[]): PrometheusGroup {
  const { name, interval, limit, queryOffset, labels } = group;
  return {
    name,
    ...(interval === undefined ? {} : { interval }),
    ...(limit === undefined ? {} : { limit }),
    ...(queryOffset === undefined ? {} : { query_offset: queryOffset }),
    ...(labels === undefined ? {} : { labels }),
    rules,
  };
}

function recordingRule({ record, expr, labels }: ResolvedRecordingRule): PrometheusRule {
  return { record, expr, ...(Object.keys(labels).length > 0 ? { labels } : {}) };
}

function alertRule(rule: ResolvedAlert): PrometheusRule {
  const { alert, expr, keepFiringFor, labels, annotations } = rule;
  return {
    alert,
    expr,
    ...(/^0[a-z]+$/.test(rule.for) ? {} : { for: rule.for }),
    ...(keepFiringFor === undefined ? {} : { keep_firing_for: keepFiringFor }),
    labels,
    annotations,
  };
}
