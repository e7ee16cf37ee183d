import type { Variable } from '../../../define/index.js';
import { panelsOf, type ResolvedDashboard } from '../../../define/resolve/index.js';
import type { Check, ReportSubject } from '../../check.js';
import { dashboardSubject, panelSubject } from '../../collect/dashboards.js';
import { textsOf, variablesIn } from '../../dashboard-texts.js';
import { mayHave } from '../../label-flow.js';
import type { BundleModel } from '../../model.js';
import { listed } from '../../names.js';
import type { CheckedOccurrence } from '../../occurrence.js';
import { didYouMean } from '../../similar.js';
import { spanOfMatcher } from '../../spans.js';
import { type Subject, within } from '../../subject.js';
import { holesIn } from '../../substitute.js';

/** Names that Grafana fills in itself besides those that start with `__`. */
const builtIn = new Set(['timeFilter', 'interval', 'interval_ms', 'timezone']);

export const variables: Check = {
  id: 'dash/variables',
  level: 'error',
  summary: 'a variable that is not defined, not used, or not used as its values need',
  expression(checked, report, model) {
    checkOperators(checked, report);
    checkLabelValues(checked, report, model);
  },
  bundle(model, report) {
    for (const dashboard of model.bundle.dashboards) {
      const owner = dashboardSubject(model.subject, dashboard);
      const used = checkUses(dashboard, owner, report);
      checkUnused(dashboard, owner, used, report);
    }
  },
};

/** A variable of several values becomes a pattern `(a|b)`, which `=` would compare as text. */
function checkOperators(
  { occurrence, analysis }: CheckedOccurrence,
  report: Parameters<NonNullable<Check['expression']>>[1],
): void {
  const { origin, parsed } = occurrence;
  if (!analysis || parsed.holes.length === 0 || !('dashboard' in origin)) return;
  for (const { node } of analysis.nodes) {
    if (node.kind !== 'vector') continue;
    for (const { name, op, value } of node.matchers) {
      if (op !== '=' && op !== '!=') continue;
      for (const index of holesIn(value)) {
        const variable = origin.dashboard.variables.find((one) => one.name === parsed.holes[index]?.name);
        if (!variable || !takesSeveral(variable)) continue;
        report(
          spanOfMatcher(parsed.text, node, name, op),
          `$${variable.name} can be several values at once, and ${op} compares with one text`,
          { expected: `${name}${op === '=' ? '=~' : '!~'}"$${variable.name}"` },
        );
      }
    }
  }
}

function takesSeveral(variable: Variable): boolean {
  return 'multi' in variable || 'includeAll' in variable
    ? variable.multi === true || variable.includeAll === true
    : false;
}

/** `label_values(metric, label)`: the label must be one of the metric's. */
function checkLabelValues(
  { occurrence, analysis }: CheckedOccurrence,
  report: Parameters<NonNullable<Check['expression']>>[1],
  _model: BundleModel,
): void {
  const { origin } = occurrence;
  if (origin.type !== 'variable' || !analysis || origin.label === '') return;
  const { root } = analysis;
  if (root.series === undefined || origin.label === '__name__' || mayHave(root.flow, origin.label)) return;
  const labels = [...root.flow.possible].sort();
  report(root.node, `${root.series.name} has no label ${origin.label} to take values of`, {
    expected: `one of ${listed(labels)}`,
    suggestion: didYouMean(origin.label, labels),
  });
}

/** Reports variables that are not defined, each once per panel; returns the names that are used. */
function checkUses(dashboard: ResolvedDashboard, owner: Subject, report: ReportSubject): ReadonlySet<string> {
  const defined = new Set(dashboard.variables.map(({ name }) => name));
  const used = new Set<string>();
  const reported = new Set<string>();
  const undefinedIn = (name: string, subject: Subject) => {
    const key = `${name}\u0000${subject.path}`;
    if (reported.has(key)) return;
    reported.add(key);
    report(subject, `the dashboard has no variable ${name}`, {
      expected: defined.size === 0 ? 'a variable of that name on the dashboard' : `one of ${listed(defined)}`,
      suggestion: didYouMean(name, defined),
    });
  };
  for (const { text, code, panel, variable } of textsOf(dashboard)) {
    for (const name of variablesIn(text)) {
      if (name !== variable?.name) used.add(name);
      if (defined.has(name) || name.startsWith('__') || builtIn.has(name) || !code) continue;
      // In a query `$1` is a group of a regular expression, and so may `${name}` be; texts may hold a plain dollar.
      if (/^[0-9]/.test(name) || inReplacement(text, name)) continue;
      undefinedIn(name, panel ? panelSubject(owner, panel) : owner);
    }
  }
  for (const { repeat, subject } of repeats(dashboard, owner)) {
    used.add(repeat);
    if (!defined.has(repeat)) undefinedIn(repeat, subject);
  }
  return used;
}

/** A group of a regular expression that `label_replace` names, or the end of a pattern before a letter. */
function inReplacement(text: string, name: string): boolean {
  return text.includes(`?P<${name}>`);
}

function* repeats(
  dashboard: ResolvedDashboard,
  owner: Subject,
): Generator<{ repeat: string; subject: Subject }> {
  for (const item of dashboard.items) {
    if (item.type === 'row' && item.source.repeat) yield { repeat: item.source.repeat, subject: owner };
  }
  for (const panel of panelsOf(dashboard)) {
    const { repeat } = panel.source.options;
    if (repeat) yield { repeat, subject: panelSubject(owner, panel) };
  }
}

function checkUnused(
  dashboard: ResolvedDashboard,
  owner: Subject,
  used: ReadonlySet<string>,
  report: ReportSubject,
): void {
  // What a builder was told is not seen here.
  if (panelsOf(dashboard).some(({ source }) => source.type !== 'raw' && source.options.configure)) return;
  for (const variable of dashboard.variables) {
    if (variable.type === 'datasource' || variable.type === 'adhoc' || used.has(variable.name)) continue;
    report(
      within(owner, `variables/${variable.name}`),
      `nothing on the dashboard uses the variable ${variable.name}`,
      {
        level: 'warning',
        expected: 'a query, a title or a link that names it, or no variable',
      },
    );
  }
}
