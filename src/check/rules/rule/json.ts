import { didYouMean } from '../../../catalog/similar.js';
import { groupFields, ruleOf } from '../../../emit/prometheus/groups.js';
import { leavesOf } from '../../../grafana/index.js';
import { isRecord } from '../../../plain.js';
import { type ResolvedGroup, type ResolvedRule, ruleGroups } from '../../../resolve/index.js';
import type { Check, ReportSubject } from '../../check.js';
import type { Subject } from '../../collect/subject.js';
import { listed } from '../../names.js';

/** Fields of rule files, and the option that says each. */
const ofAlert: Options = {
  alert: 'name',
  expr: 'when',
  for: 'for',
  keep_firing_for: 'keepFiringFor',
  labels: 'labels',
  annotations: 'annotations',
};
const ofRecording: Options = { record: 'the first argument of record()', expr: 'expr', labels: 'labels' };
const ofGroup: Options = {
  name: 'name',
  rules: 'rules',
  interval: 'interval',
  limit: 'limit',
  query_offset: 'queryOffset',
  labels: 'labels',
  partial_response_strategy: 'partialResponseStrategy',
  source_tenants: 'sourceTenants',
  align_evaluation_time_on_interval: 'alignEvaluationTimeOnInterval',
  remote_write: 'remoteWrite',
};
type Options = Readonly<Record<string, string>>;

export const ruleJson: Check = {
  id: 'rule/json',
  level: 'error',
  summary: 'json of a rule or group that overrides an option, or that no ruler supports',
  bundle({ bundle, subject, alerts, recordings }, report) {
    for (const { rule, subject: owner } of alerts) checkRule(rule, ofAlert, owner, report);
    for (const { rule, subject: owner } of recordings) checkRule(rule, ofRecording, owner, report);
    for (const group of ruleGroups(bundle)) {
      const { json } = group;
      if (!json) continue;
      const { json: _, ...options } = group;
      checkJson(json, saidBy(options), ofGroup, `group ${group.name}: `, subject, report);
    }
  },
};

function saidBy(group: Omit<ResolvedGroup, 'json'>): object {
  return { ...groupFields(group), rules: [] };
}

function checkRule(rule: ResolvedRule, options: Options, owner: Subject, report: ReportSubject): void {
  const { json } = rule.source;
  if (!json) return;
  // As it would be without what json says; labels and annotations of a resolved rule have that already.
  const said = ruleOf({ ...rule, ...withoutJson(rule) } as ResolvedRule);
  checkJson(json, said, options, '', owner, report);
}

function withoutJson({ source, ...rule }: ResolvedRule): object {
  const { json, ...options } = source;
  const own = (name: 'labels' | 'annotations', texts: Readonly<Record<string, string>>) => {
    const added = isRecord(json?.[name]) ? json[name] : {};
    const said: Readonly<Record<string, unknown>> = options[name as 'labels'] ?? {};
    return Object.fromEntries(
      Object.entries(texts).filter(([key]) => !Object.hasOwn(added, key) || Object.hasOwn(said, key)),
    );
  };
  if (rule.type === 'recording') return { source: options, labels: source.labels };
  const alert = source as Extract<ResolvedRule, { type: 'alert' }>['source'];
  return {
    source: options,
    for: alert.for,
    keepFiringFor: alert.keepFiringFor,
    labels: own('labels', rule.labels),
    annotations: own('annotations', rule.annotations),
  };
}

function checkJson(
  json: Readonly<Record<string, unknown>>,
  said: object,
  options: Options,
  what: string,
  owner: Subject,
  report: ReportSubject,
): void {
  const saidPaths = leavesOf(said);
  for (const path of leavesOf(json)) {
    const [key = ''] = path;
    const option = Object.hasOwn(options, key) ? options[key] : undefined;
    if (option === undefined) continue;
    const twice = saidPaths.some((one) => path.every((part, index) => (one[index] ?? part) === part));
    if (!twice) continue;
    report(owner, `${what}json sets ${path.join('.')}, and so does the option ${option}`, {
      expected: `${option} alone`,
    });
  }
  const known = Object.keys(options);
  for (const key of Object.keys(json)) {
    if (Object.hasOwn(options, key)) continue;
    report(
      owner,
      `${what}json sets ${key}, which rule files of Prometheus, Thanos, Mimir and Loki do not have`,
      {
        level: 'warning',
        expected: `one of ${listed(known)}: Prometheus refuses a file with any other`,
        suggestion: didYouMean(key, known),
      },
    );
  }
}
