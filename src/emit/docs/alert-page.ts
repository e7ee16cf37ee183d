import { humanNumber } from '../../define/alerting/value-format.js';
import { unitInTexts } from '../../define/signal.js';
import type { AnyScenario } from '../../prove/index.js';
import { type ResolvedAlert, type ResolvedBundle, ruleMatchers } from '../../resolve/index.js';
import { renderTemplate } from '../templates.js';
import { inhibitionOf } from './inhibition.js';
import { linksFrom } from './links.js';
import { anchor, codeBlock } from './markdown.js';
import { panelTitle } from './panels.js';
import { pretty } from './pretty.js';
import { type ReadTemplate, readableText } from './readable.js';

/** An alert, and the group that it is in. */
export interface PagedAlert {
  readonly rule: ResolvedAlert;
  readonly group: string;
}

/**
 * What the engineer on call needs to know about an alert, or about the levels of one.
 *
 * @param alerts those of one definition, the mildest level first
 */
export function alertPage(
  alerts: readonly PagedAlert[],
  bundle: ResolvedBundle,
  scenarios: readonly AnyScenario[],
  read: ReadTemplate,
): string {
  const [first] = alerts;
  if (!first) return '';
  const { rule, group } = first;
  const { source, panel, annotations } = rule;
  const { condition, over, runbook } = source;
  const link = linksFrom(bundle, 'alerts');
  const context = { window: over, inject: ruleMatchers(bundle.source) };
  const levels = alerts.length > 1 ? alerts.map((one) => levelRow(one.rule)) : undefined;
  const sources = alerts.map((one) => one.rule.source);
  const severities = sources.flatMap(({ severity }) => severity ?? []);
  return renderTemplate('docs/alert.md', {
    name: rule.alert,
    severity: severities.join(', '),
    ...alertTexts(rule, read, levels !== undefined),
    watched: condition.signals.map(({ title, description = '' }) => ({ title, description })),
    threshold: thresholdText(rule),
    wait: waitOf(rule),
    keepFiring: rule.keepFiringFor ?? '',
    levels,
    group,
    over,
    expression: alerts
      .map((one) => codeBlock(pretty(one.rule.source.condition.node, context), 'promql'))
      .join('\n\n'),
    inhibition: inhibitionOf(
      bundle,
      alerts.map((one) => one.rule.key),
      link,
    ),
    labels: labelRows(alerts.map((one) => one.rule)),
    runbook: runbook && { title: `runbooks/${runbook.slug}.md`, path: link(`runbooks/${runbook.slug}.md`) },
    runbookUrl: annotations.runbook_url ?? '',
    panel: panel && {
      title: panelTitle(bundle, panel),
      page: link(`dashboards.md#${anchor(panel.dashboard, panel.id)}`),
      url: annotations.dashboard_url ?? '',
    },
    scenarios: scenarios
      .filter(({ alerts: proven }) => sources.some((one) => proven.includes(one)))
      .map(({ name }) => name),
    index: link('README.md'),
  });
}

function levelRow(rule: ResolvedAlert) {
  return {
    severity: rule.source.severity ?? '',
    threshold: thresholdText(rule),
    wait: waitOf(rule),
    keepFiring: rule.keepFiringFor ?? '–',
  };
}

function waitOf(rule: ResolvedAlert): string {
  return /^0[a-z]+$/.test(rule.for) ? 'at once' : rule.for;
}

/** Labels of all levels; one that differs between them has the value of each. */
function labelRows(rules: readonly ResolvedAlert[]): { readonly label: string; readonly value: string }[] {
  const names = [...new Set(rules.flatMap(({ labels }) => Object.keys(labels)))];
  return names.map((label) => ({
    label,
    value: [...new Set(rules.flatMap(({ labels }) => labels[label] ?? []))].join(' or '),
  }));
}

/** Summary and description as people read them. */
export function alertTexts(
  { source }: ResolvedAlert,
  read: ReadTemplate,
  severalBounds = false,
): { readonly summary: string; readonly description: string } {
  const { threshold } = source.condition;
  const bound =
    threshold === undefined || severalBounds
      ? 'the threshold'
      : typeof threshold.bound === 'number'
        ? humanNumber(threshold.bound, unitInTexts(threshold.signal))
        : undefined;
  return {
    summary: readableText(source.summary ?? [], bound, read),
    description: readableText(source.description ?? [], bound, read),
  };
}

/** The threshold in its unit, or a note that it is an expression. */
export function thresholdText({ source }: ResolvedAlert): string {
  const { threshold } = source.condition;
  if (!threshold) return 'none: the condition has no single number';
  const { operator, bound, signal } = threshold;
  if (typeof bound !== 'number') return `${comparisons[operator]} the bound in the expression`;
  return `${comparisons[operator]} ${humanNumber(bound, unitInTexts(signal))}`;
}

const comparisons: Readonly<Record<string, string>> = {
  '>': 'above',
  '>=': 'at least',
  '<': 'below',
  '<=': 'at most',
  '==': 'equal to',
  '!=': 'other than',
};
