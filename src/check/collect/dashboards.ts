import type { AnyPanelOptions, Panel } from '../../define/index.js';
import { usedSources } from '../../emit/grafana/used-sources.js';
import { speaksPromql } from '../../grafana/index.js';
import { isRecord } from '../../plain.js';
import {
  once,
  panelsOf,
  type ResolvedDashboard,
  type ResolvedPanel,
  type ResolvedTarget,
} from '../../resolve/index.js';
import type { DefinedDashboard, DefinedPanel, NamedDashboard } from './definitions.js';
import type { ExpressionSite, Role } from './expression-site.js';
import { rawPanels, rawTargets } from './raw-panel.js';
import { ownersOf, type Subject, within } from './subject.js';
import { substitute, type VariableKinds } from './substitute.js';
import { variableExpression, variableKinds } from './variables.js';

export function nameDashboard(dashboard: ResolvedDashboard, bundle: Subject): NamedDashboard {
  return { dashboard, subject: within(bundle, `dashboards/${dashboard.uid}`, dashboard.source) };
}

/** A dashboard with its panels, and the expressions of its panels, its variables and its annotations. */
export function collectDashboard({ dashboard, subject }: NamedDashboard): DefinedDashboard {
  const found: ExpressionSite[] = [];
  const kinds = variableKinds(dashboard.variables);
  for (const variable of dashboard.variables) {
    const expression = variableExpression(variable, dashboard.sources);
    if (!expression || expression.text === '') continue;
    found.push({
      role: 'variable',
      text: expression.text,
      parsed: substitute(expression.text, kinds),
      subject: within(subject, `variables/${variable.name}`),
      definition: { type: 'variable', label: expression.label, dashboard },
    });
  }
  for (const { expr, source } of dashboard.annotations) {
    // The annotation of firing alerts is ours; without alerts it matches nothing.
    if (source.type !== 'query' && !(source.type === 'raw' && speaksPromql(source.source.plugin))) continue;
    if (expr === '') continue;
    found.push({
      role: 'annotation',
      text: expr,
      parsed: substitute(expr, kinds),
      subject: within(subject, `annotations/${source.name}`),
      definition: { type: 'annotation', dashboard },
    });
  }
  // Asked for once: a dashboard may resolve its panels anew each time.
  const { items } = dashboard;
  const panels = panelsOf({ items }).map((panel) => collectPanel(panel, dashboard, subject, kinds, found));
  return {
    dashboard,
    subject,
    items,
    panels,
    sites: found,
    // Most dashboards have no mistake for which they are asked.
    variableNames: once(
      () => new Set([...dashboard.variables, ...usedSources(dashboard, items)].map(({ name }) => name)),
    ),
  };
}

function collectPanel(
  panel: ResolvedPanel,
  dashboard: ResolvedDashboard,
  outer: Subject,
  kinds: VariableKinds,
  found: ExpressionSite[],
): DefinedPanel {
  const subject = within(outer, `panels/${panel.source.options.title}`, panel.source);
  const raw = panel.source.type === 'raw';
  const explained = panel.source.type !== 'raw' && panel.source.options.fixedRange !== undefined;
  const targets = targetsOf(panel, dashboard);
  for (const target of targets) {
    if (target.language !== 'promql') continue;
    found.push({
      role: roleOf(target, explained || raw || target.bound),
      text: target.expr,
      parsed: substitute(target.expr, kinds),
      subject: targetSubject(subject, target),
      definition: { type: 'target', target, panel, dashboard },
    });
  }
  return { panel, subject, targets };
}

/** The queries of a panel, with those that are in JSON. Most panels have none of these. */
function targetsOf(panel: ResolvedPanel, { variables }: ResolvedDashboard): readonly ResolvedTarget[] {
  const written = panel.source.type === 'raw' ? panel.source.json : jsonOf(panel.source);
  const given = panel.targets
    .filter(({ language }) => language === 'raw')
    .map(({ model, refId, datasource }) => ({ ...model, refId, datasource }));
  if (given.length === 0 && !isRecord(written)) return panel.targets;
  return [
    ...panel.targets,
    ...rawTargets({ targets: given }, variables),
    ...(isRecord(written) ? rawPanels(written).flatMap((one) => rawTargets(one, variables)) : []),
  ];
}

/** Data that a panel is given besides its options. */
function jsonOf({ options }: Panel): AnyPanelOptions['json'] {
  const { json }: AnyPanelOptions = options;
  return json;
}

function roleOf(target: ResolvedTarget, explained: boolean): Role {
  if (target.instant) return 'instant';
  return explained ? 'fixed-range' : 'range';
}

/** A target that shows a signal is defined where the signal is; the bound of an alert belongs to the panel. */
function targetSubject(panel: Subject, { signal, bound }: ResolvedTarget): Subject {
  if (!signal) return panel;
  return {
    path: panel.path,
    place: bound ? panel.place : signal.place,
    owners: ownersOf(signal, panel),
  };
}
