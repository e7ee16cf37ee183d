import type { AnyAlert } from '../define/alerting/alert.js';
import { alertLabels } from '../define/alerting/identity.js';
import { type ComposedText, writeText } from '../define/alerting/message.js';
import type { AnyRecordingRule } from '../define/alerting/recording-rule.js';
import type { Bundle } from '../define/bundle.js';
import { dashboardUrl, runbookUrl } from '../define/url.js';
import { type PrintContext, print } from '../query/index.js';
import { ruleMatchers } from './narrowing.js';
import type { ResolvedAlert, ResolvedGroup, ResolvedRecordingRule, ResolvedRule } from './resolved.js';
import { thresholdInText } from './threshold-text.js';

/** Adds the bundle's matchers to the selectors of its rules. */
type Inject = PrintContext['inject'];

export type PanelLink = { readonly dashboard: string; readonly id: number };

export function resolveRecordingRules(bundle: Bundle): ResolvedGroup<ResolvedRecordingRule>[] {
  const inject = ruleMatchers(bundle);
  const rules = bundle.recordingRules.map((source) => ({
    group: source.group ?? `${bundle.name}-recording`,
    rule: recordingRule(source, inject),
  }));
  return grouped(rules, bundle);
}

export function resolveAlerts(
  bundle: Bundle,
  panelOf: (alert: AnyAlert) => PanelLink | undefined,
): ResolvedGroup<ResolvedAlert>[] {
  const inject = ruleMatchers(bundle);
  const rules = Object.entries(bundle.alerts).map(([name, source]) => ({
    group: source.group ?? bundle.name,
    rule: alertRule(name, source, bundle, panelOf(source), inject),
  }));
  return grouped(rules, bundle);
}

function recordingRule(source: AnyRecordingRule, inject: Inject): ResolvedRecordingRule {
  const { record, rule, over, labels, place } = source;
  return { type: 'recording', record, expr: print(rule, { window: over, inject }), labels, source, place };
}

function alertRule(
  name: string,
  source: AnyAlert,
  bundle: Bundle,
  panel: PanelLink | undefined,
  inject: Inject,
): ResolvedAlert {
  const { urls } = bundle.options;
  const context: PrintContext = { window: source.over, inject };
  const threshold = thresholdInText(source, context);
  const annotations: Record<string, string> = {};
  for (const [key, text] of Object.entries(textsOf(source)))
    annotations[key] = writeText(text, { threshold });
  annotations.runbook_url = runbookUrl(urls, source.runbook.slug);
  if (panel) annotations.dashboard_url = dashboardUrl(urls, panel.dashboard, panel.id);
  return {
    type: 'alert',
    alert: name,
    expr: print(source.condition.node, context),
    for: source.for,
    keepFiringFor: source.keepFiringFor,
    labels: alertLabels(bundle.options, source),
    annotations,
    panel,
    source,
    place: source.place,
  };
}

/** All texts of an alert, by annotation. */
export function textsOf({
  summary,
  description,
  annotations,
}: AnyAlert): Readonly<Record<string, ComposedText>> {
  return { summary, description, ...annotations };
}

/** Rules by group, groups and rules in the order in which they were first named. */
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
  return [...groups].map(([name, members]) => ({ name, ...bundle.options.groups?.[name], rules: members }));
}
