import type {
  ResolvedAlert,
  ResolvedBundle,
  ResolvedGroup,
  ResolvedRecordingRule,
} from '../../resolve/index.js';

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
