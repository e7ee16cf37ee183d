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

/** What somebody who was woken wants to know of one alert. */
export function alertPage(
  rule: ResolvedAlert,
  group: string,
  bundle: ResolvedBundle,
  scenarios: readonly AnyScenario[],
  read: ReadTemplate,
): string {
  const { source, panel, annotations } = rule;
  const { condition, over, runbook } = source;
  const link = linksFrom(bundle, 'alerts');
  const context = { window: over, inject: ruleMatchers(bundle.source) };
  return renderTemplate('docs/alert.md', {
    name: rule.alert,
    severity: source.severity,
    ...alertTexts(rule, read),
    watched: condition.signals.map(({ title, description = '' }) => ({ title, description })),
    threshold: thresholdText(rule),
    wait: /^0[a-z]+$/.test(rule.for) ? 'at once' : rule.for,
    keepFiring: rule.keepFiringFor ?? '',
    group,
    over,
    expression: codeBlock(pretty(condition.node, context), 'promql'),
    inhibition: inhibitionOf(bundle, rule.alert, link),
    labels: Object.entries(rule.labels).map(([label, value]) => ({ label, value })),
    runbook: { title: `runbooks/${runbook.slug}.md`, path: link(`runbooks/${runbook.slug}.md`) },
    runbookUrl: annotations.runbook_url ?? '',
    panel: panel && {
      title: panelTitle(bundle, panel),
      page: link(`dashboards.md#${anchor(panel.dashboard, panel.id)}`),
      url: annotations.dashboard_url ?? '',
    },
    scenarios: scenarios.filter(({ alerts }) => alerts.includes(source)).map(({ name }) => name),
    index: link('README.md'),
  });
}

/** Summary and description as people read them. */
export function alertTexts(
  { source }: ResolvedAlert,
  read: ReadTemplate,
): { readonly summary: string; readonly description: string } {
  const { threshold } = source.condition;
  const bound =
    threshold === undefined
      ? 'the threshold'
      : typeof threshold.bound === 'number'
        ? humanNumber(threshold.bound, unitInTexts(threshold.signal))
        : undefined;
  return {
    summary: readableText(source.summary, bound, read),
    description: readableText(source.description, bound, read),
  };
}

/** The bound in its unit; of a bound that is an expression, that it is one. */
export function thresholdText({ source }: ResolvedAlert): string {
  const { threshold } = source.condition;
  if (!threshold) return 'none: the expression holds or does not';
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
