import type { Duration } from '../catalog/index.js';
import type { AnyAlert, RuleJson } from '../define/alerting/alert.js';
import type { GroupMember, GroupSettings } from '../define/alerting/group.js';
import { alertLabels } from '../define/alerting/identity.js';
import { alertNameOf } from '../define/alerting/keys.js';
import { type ComposedText, writeText } from '../define/alerting/message.js';
import type { AnyRecordingRule } from '../define/alerting/recording-rule.js';
import type { Bundle } from '../define/bundle.js';
import { dashboardUrl, runbookUrl } from '../define/url.js';
import { isRecord } from '../plain.js';
import { type PrintContext, print } from '../query/index.js';
import { ruleMatchers } from './narrowing.js';
import type {
  ResolvedAlert,
  ResolvedBundle,
  ResolvedGroup,
  ResolvedRecordingRule,
  ResolvedRule,
} from './resolved.js';
import { thresholdInText } from './threshold-text.js';

/** Adds the bundle's matchers to the selectors of its rules. */
type Inject = PrintContext['inject'];

export type PanelLink = { readonly dashboard: string; readonly id: number };

export function resolveRecordingRules(bundle: Bundle): ResolvedGroup<ResolvedRecordingRule>[] {
  const inject = ruleMatchers(bundle);
  const groups = memberGroups(bundle, (member) => 'recording' in member && member.recording);
  const rules = bundle.recordingRules.map((source) => ({
    group: groups.get(source) ?? source.group ?? `${bundle.name}-recording`,
    rule: recordingRule(source, inject),
  }));
  return grouped(rules, bundle);
}

export function resolveAlerts(
  bundle: Bundle,
  panelOf: (alert: AnyAlert) => PanelLink | undefined,
): ResolvedGroup<ResolvedAlert>[] {
  const inject = ruleMatchers(bundle);
  const groups = memberGroups(bundle, (member) => 'alert' in member && member.alert);
  const rules = Object.entries(bundle.alerts).map(([key, source]) => ({
    group: groups.get(key) ?? source.group ?? bundle.name,
    rule: alertRule(key, source, bundle, panelOf(source), inject),
  }));
  return grouped(rules, bundle);
}

/** The groups that list their rules, by rule. */
function memberGroups<Key>(
  { groups }: Bundle,
  keyOf: (member: GroupMember) => Key | false,
): ReadonlyMap<Key, string> {
  const found = new Map<Key, string>();
  for (const [name, { members = [] }] of Object.entries(groups)) {
    for (const member of members) {
      const key = keyOf(member);
      if (key !== false) found.set(key, name);
    }
  }
  return found;
}

function recordingRule(source: AnyRecordingRule, inject: Inject): ResolvedRecordingRule {
  const { record, rule, over, place } = source;
  const labels = source.json ? { ...source.labels, ...textsIn(source.json, 'labels') } : source.labels;
  return { type: 'recording', record, expr: print(rule, { window: over, inject }), labels, source, place };
}

function alertRule(
  key: string,
  source: AnyAlert,
  bundle: Bundle,
  panel: PanelLink | undefined,
  inject: Inject,
): ResolvedAlert {
  const { urls = {} } = bundle.options;
  const context: PrintContext = { window: source.over, inject };
  const threshold = thresholdInText(source, context);
  const annotations: Record<string, string> = {};
  for (const [key, text] of Object.entries(textsOf(source)))
    annotations[key] = writeText(text, { threshold });
  const runbook = source.runbook && runbookUrl(urls, source.runbook.slug);
  if (runbook !== undefined) annotations.runbook_url = runbook;
  const shown = panel && dashboardUrl(urls, panel.dashboard, panel.id);
  if (shown !== undefined) annotations.dashboard_url ??= shown;
  return {
    type: 'alert',
    key,
    alert: alertNameOf(key, source),
    expr: print(source.condition.node, context),
    for: durationIn(source.json, 'for') ?? source.for,
    keepFiringFor: durationIn(source.json, 'keep_firing_for') ?? source.keepFiringFor,
    labels: { ...alertLabels(bundle.options, source), ...textsIn(source.json, 'labels') },
    annotations: { ...annotations, ...textsIn(source.json, 'annotations') },
    panel,
    source,
    place: source.place,
  };
}

/** What `json` says that options say too is looked at like those: durations, labels and annotations. */
function durationIn(json: RuleJson | undefined, key: string): Duration | undefined {
  const value = json?.[key];
  return typeof value === 'string' ? (value as Duration) : undefined;
}

function textsIn(json: RuleJson | undefined, key: string): Readonly<Record<string, string>> {
  const value = json?.[key];
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])),
  );
}

/** All texts of an alert, by annotation. */
export function textsOf({
  summary,
  description,
  annotations,
}: AnyAlert): Readonly<Record<string, ComposedText>> {
  const texts: Record<string, ComposedText> = {};
  if (summary !== undefined) texts.summary = summary;
  if (description !== undefined) texts.description = description;
  return Object.assign(texts, annotations);
}

/** Rules by group, groups in the order in which they were first named, and rules too unless the group orders them. */
function grouped<Rule extends ResolvedRule>(
  rules: readonly { readonly group: string; readonly rule: Rule }[],
  bundle: Bundle,
): ResolvedGroup<Rule>[] {
  const groups = new Map<string, Rule[]>();
  for (const { group, rule } of rules) {
    const members = groups.get(group);
    if (members) members.push(rule);
    else groups.set(group, [rule]);
  }
  return [...groups].map(([name, members]) => {
    const { members: order, ...options } = settingsOf(bundle, name);
    return { name, ...options, rules: order ? inOrder(members, order) : members };
  });
}

function settingsOf({ groups }: Bundle, name: string): GroupSettings {
  return (Object.hasOwn(groups, name) ? groups[name] : undefined) ?? {};
}

/** The rules in the order of their group; those that it does not list come after them. */
function inOrder<Rule extends ResolvedRule>(rules: readonly Rule[], order: readonly GroupMember[]): Rule[] {
  const position = (rule: ResolvedRule): number => {
    const found = order.findIndex((member) =>
      rule.type === 'alert'
        ? 'alert' in member && member.alert === rule.key
        : 'recording' in member && member.recording === rule.source,
    );
    return found < 0 ? order.length : found;
  };
  return [...rules].sort((a, b) => position(a) - position(b));
}

/** Whole groups as they are evaluated: those of recording rules first, and groups of both kinds in their own order. */
export function ruleGroups(
  bundle: Pick<ResolvedBundle, 'recordingGroups' | 'alertGroups' | 'source'>,
): ResolvedGroup<ResolvedRule>[] {
  const { recordingGroups, alertGroups, source } = bundle;
  const isMixed = (name: string) =>
    settingsOf(source, name).members !== undefined && alertGroups.some((group) => group.name === name);
  const recordings = new Map(recordingGroups.map((group) => [group.name, group.rules]));
  return [
    ...recordingGroups.filter(({ name }) => !isMixed(name)),
    ...alertGroups.map((group): ResolvedGroup<ResolvedRule> => {
      const { members } = settingsOf(source, group.name);
      const own = members && recordings.get(group.name);
      return own && members ? { ...group, rules: inOrder([...own, ...group.rules], members) } : group;
    }),
  ];
}
