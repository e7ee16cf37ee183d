import { merged } from '../../grafana/index.js';
import {
  type ResolvedBundle,
  type ResolvedGroup,
  type ResolvedRule,
  ruleGroups,
} from '../../resolve/index.js';

/** A rule group as Prometheus reads it, with the fields of Thanos, Mimir and Loki where the definition has them. */
export interface PrometheusGroup {
  readonly name: string;
  readonly interval?: string;
  readonly limit?: number;
  readonly query_offset?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly partial_response_strategy?: string;
  readonly source_tenants?: readonly string[];
  readonly align_evaluation_time_on_interval?: boolean;
  readonly remote_write?: readonly { readonly url: string }[];
  readonly rules: readonly PrometheusRule[];
}
export interface PrometheusRecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}
export interface PrometheusAlert {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}
export type PrometheusRule = PrometheusRecordingRule | PrometheusAlert;

/** The groups of recording rules alone. */
export function recordingGroups(bundle: ResolvedBundle): PrometheusGroup[] {
  return [...streamGroups(bundle).recording()];
}

/** The groups with alerts, including their recording rules. */
export function alertGroups(bundle: ResolvedBundle): PrometheusGroup[] {
  return [...streamGroups(bundle).alerts()];
}

/** The same, created one by one, so that thousands of them are not in memory at the same time. */
export function streamGroups(bundle: ResolvedBundle) {
  const groups = ruleGroups(bundle);
  function* those(wanted: (group: ResolvedGroup) => boolean): Generator<PrometheusGroup> {
    for (const group of groups) if (wanted(group)) yield groupOf(group);
  }
  return { recording: () => those(recordsOnly), alerts: () => those((group) => !recordsOnly(group)) };
}

function recordsOnly({ rules }: ResolvedGroup): boolean {
  return rules.every(({ type }) => type === 'recording');
}

function groupOf(group: ResolvedGroup): PrometheusGroup {
  return { ...groupFields(group), rules: group.rules.map(ruleOf) };
}

/** The fields of a group other than its rules. */
export function groupFields(group: Omit<ResolvedGroup, 'rules'>): Omit<PrometheusGroup, 'rules'> {
  const { name, interval, limit, queryOffset, labels, json } = group;
  const { partialResponseStrategy, sourceTenants, alignEvaluationTimeOnInterval, remoteWrite } = group;
  const fields: Omit<PrometheusGroup, 'rules'> = {
    name,
    ...(interval === undefined ? {} : { interval }),
    ...(limit === undefined ? {} : { limit }),
    ...(queryOffset === undefined ? {} : { query_offset: queryOffset }),
    ...(labels === undefined ? {} : { labels }),
    ...(partialResponseStrategy === undefined ? {} : { partial_response_strategy: partialResponseStrategy }),
    ...(sourceTenants === undefined ? {} : { source_tenants: sourceTenants }),
    ...(alignEvaluationTimeOnInterval === undefined
      ? {}
      : { align_evaluation_time_on_interval: alignEvaluationTimeOnInterval }),
    ...(remoteWrite === undefined ? {} : { remote_write: remoteWrite.map((url) => ({ url })) }),
  };
  return json ? withJson(fields, json) : fields;
}

/** A rule as rule files have it. */
export function ruleOf(rule: ResolvedRule): PrometheusRule {
  const { json } = rule.source;
  const written = rule.type === 'alert' ? alertRule(rule) : recordingRule(rule);
  return json ? withJson<PrometheusRule>(written, json) : written;
}

function recordingRule({
  record,
  expr,
  labels,
}: Extract<ResolvedRule, { type: 'recording' }>): PrometheusRule {
  return { record, expr, ...(Object.keys(labels).length > 0 ? { labels } : {}) };
}

function alertRule(rule: Extract<ResolvedRule, { type: 'alert' }>): PrometheusRule {
  const { alert, expr, keepFiringFor, labels, annotations } = rule;
  return {
    alert,
    expr,
    ...(/^0[a-z]+$/.test(rule.for) ? {} : { for: rule.for }),
    ...(keepFiringFor === undefined ? {} : { keep_firing_for: keepFiringFor }),
    ...(Object.keys(labels).length > 0 ? { labels } : {}),
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
  };
}

/** What the definition says as it is written goes last. */
function withJson<Fields extends object>(fields: Fields, json: object): Fields {
  return { ...fields, ...merged(fields, json) };
}
