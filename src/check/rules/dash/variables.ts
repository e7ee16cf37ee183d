import { didYouMean } from '../../../catalog/similar.js';
import { panelsAmong } from '../../../define/dashboards/row.js';
import { conditionsOf } from '../../../define/dashboards/show-when.js';
import { takesSeveral } from '../../../define/dashboards/variable.js';
import { variablesIn, variableUsesIn } from '../../../define/dashboards/variable-use.js';
import { rowsIn } from '../../../define/index.js';
import { builtInVariables, macros } from '../../../grafana/index.js';
import { keptLabels } from '../../../query/index.js';
import { mayHave } from '../../../query/promql/labels/index.js';
import { logMatchers } from '../../analysis/log-matchers.js';
import { spanOfMatcher } from '../../analysis/spans.js';
import type { Check, ReportSubject } from '../../check.js';
import { eachText } from '../../collect/dashboard-texts.js';
import type { DefinedDashboard } from '../../collect/definitions.js';
import type { CheckedSite, SiteDefinition } from '../../collect/expression-site.js';
import type { BundleModel } from '../../collect/model.js';
import { placeholdersIn } from '../../collect/placeholder.js';
import { type Subject, within } from '../../collect/subject.js';
import { substitute } from '../../collect/substitute.js';
import { variableKinds } from '../../collect/variables.js';
import { listed } from '../../names.js';

export const variables: Check = {
  id: 'dash/variables',
  level: 'error',
  summary: 'a variable that is not defined, not used, or used with the wrong operator',
  roles: ['range', 'fixed-range', 'instant', 'variable', 'annotation'],
  expression(checked, report, model) {
    checkOperators(checked, report);
    checkLabelValues(checked, report, model);
  },
  bundle(model, report) {
    checkFilters(model, report);
  },
  dashboard(defined, report) {
    checkNames(defined, report);
    checkUnused(defined, checkUses(defined, report), report);
    checkLogQueries(defined, report);
  },
};

/** Grafana keeps one variable per name. */
function checkNames({ dashboard, subject }: DefinedDashboard, report: ReportSubject): void {
  const known = new Set<string>();
  for (const { name } of dashboard.variables) {
    if (known.has(name)) {
      report(within(subject, `variables/${name}`), `the dashboard has two variables named ${name}`, {
        expected: 'a unique name for each',
      });
    }
    known.add(name);
  }
}

/** A variable of several values becomes a pattern `(a|b)`, which `=` would compare as text. */
function checkOperators(
  { site, analysis }: CheckedSite,
  report: Parameters<NonNullable<Check['expression']>>[1],
): void {
  const { definition, parsed } = site;
  if (!analysis || parsed.placeholders.length === 0 || !('dashboard' in definition)) return;
  for (const { node } of analysis.nodes) {
    if (node.kind !== 'vector') continue;
    for (const { name, op, value } of node.matchers) {
      if (op !== '=' && op !== '!=') continue;
      for (const index of placeholdersIn(value)) {
        const variable = definition.dashboard.variables.find(
          (one) => one.name === parsed.placeholders[index]?.name,
        );
        if (!variable || !takesSeveral(variable)) continue;
        if (definition.type === 'target' && repeats(definition).includes(variable.name)) continue;
        const { message, details } = severalValues(variable.name, name, op);
        report(spanOfMatcher(parsed.text, node, name, op), message, details);
      }
    }
  }
}

/** The same in LogQL. */
function checkLogQueries({ dashboard, panels }: DefinedDashboard, report: ReportSubject): void {
  const several = dashboard.variables.filter(takesSeveral);
  if (several.length === 0) return;
  const kinds = variableKinds(dashboard.variables);
  for (const { panel, subject } of panels) {
    const single = repeats({ panel, dashboard });
    for (const { language, expr } of panel.targets) {
      if (language !== 'logql' || !expr.includes('$')) continue;
      for (const { label, operator, value } of logMatchers(expr, substitute(expr, kinds).text)) {
        if (operator !== '=' && operator !== '!=') continue;
        for (const { name } of several) {
          if (!variablesIn(value).includes(name) || single.includes(name)) continue;
          const { message, details } = severalValues(name, label, operator);
          report(subject, message, details);
        }
      }
    }
  }
}

function severalValues(variable: string, label: string, operator: string) {
  return {
    message: `$${variable} can have several values, but ${operator} compares with a single one`,
    details: {
      expected: `${label}${operator === '=' ? '=~' : '!~'}"$${variable}"`,
      cause: `${variable} ${label} ${operator}`,
    },
  };
}

/** Variables for each of whose values the panel, or the row that it is in, is repeated: one value at a time. */
function repeats({
  panel: { source },
  dashboard,
}: Pick<Extract<SiteDefinition, { type: 'target' }>, 'panel' | 'dashboard'>): readonly (
  | string
  | undefined
)[] {
  const row = rowsIn(dashboard.source.options.rows).find(({ panels }) =>
    panelsAmong(panels).includes(source),
  );
  const own =
    source.type === 'raw' && typeof source.json.repeat === 'string' ? source.json.repeat : undefined;
  return [own, source.options.repeat, row?.repeat];
}

/** A variable that filters by a label that no metric has, which has no effect. */
function checkFilters({ bundle, dashboards, recordings }: BundleModel, report: ReportSubject): void {
  let labels: Set<string> | undefined;
  for (const { dashboard, subject } of dashboards) {
    for (const variable of dashboard.variables) {
      const filters = variable.type === 'query' || variable.type === 'custom' ? variable.filters : undefined;
      if (filters === undefined) continue;
      labels ??= new Set([
        ...bundle.metrics.flatMap((metric) => [...Object.keys(metric.labels), ...metric.targetLabels]),
        ...recordings.flatMap(({ rule }) => [
          ...(keptLabels(rule.source.rule) ?? []),
          ...Object.keys(rule.labels),
        ]),
      ]);
      if (labels.has(filters)) continue;
      report(
        within(subject, `variables/${variable.name}`),
        `the variable ${variable.name} filters by ${filters}, a label that no metric has`,
        { expected: `one of ${listed([...labels].sort())}`, suggestion: didYouMean(filters, labels) },
      );
    }
  }
}

/** `label_values(metric, label)`: the label must be one of the metric's. */
function checkLabelValues(
  { site, analysis }: CheckedSite,
  report: Parameters<NonNullable<Check['expression']>>[1],
  _model: BundleModel,
): void {
  const { definition } = site;
  if (definition.type !== 'variable' || !analysis || definition.label === '') return;
  const { root } = analysis;
  if (root.series === undefined || definition.label === '__name__' || mayHave(root.flow, definition.label))
    return;
  const labels = [...root.flow.possible].sort();
  report(root.node, `label_values(): ${root.series.name} has no label ${definition.label}`, {
    expected: `one of ${listed(labels)}`,
    suggestion: didYouMean(definition.label, labels),
  });
}

/** Reports variables that are not defined, each once per panel; returns the names that are used. */
function checkUses(defined: DefinedDashboard, report: ReportSubject): ReadonlySet<string> {
  const { dashboard, subject: owner } = defined;
  const names = new Set(dashboard.variables.map(({ name }) => name));
  const used = new Set<string>();
  const reported = new Set<string>();
  const once = (name: string, subject: Subject) => {
    const key = `${name}\u0000${subject.path}`;
    const first = !reported.has(key);
    reported.add(key);
    return first;
  };
  const undefinedIn = (name: string, subject: Subject, known: ReadonlySet<string> = names) => {
    if (!once(name, subject)) return;
    const who = known === macros ? 'Grafana' : 'the dashboard';
    report(subject, `${who} has no variable ${name}`, {
      expected: known.size === 0 ? 'a variable of that name on the dashboard' : `one of ${listed(known)}`,
      suggestion: didYouMean(name, known),
      cause: known === macros ? name : `${owner.path} ${name}`,
    });
  };
  const leftIn: { readonly name: string; readonly what: string; readonly subject: Subject }[] = [];
  eachText(defined, ({ text, kind, panel, variable }) => {
    if (kind === 'address' || kind === 'title') {
      for (const name of leftAsWritten(text, kind, defined.variableNames()))
        leftIn.push({ name, what: kind === 'title' ? 'title' : 'link', subject: panel?.subject ?? owner });
    }
    for (const name of variablesIn(text)) {
      if (name !== variable?.name) used.add(name);
      if (kind !== 'query' || names.has(name) || builtInVariables.has(name) || macros.has(name)) continue;
      if (defined.variableNames().has(name)) continue;
      if (name.startsWith('__')) {
        if (!name.startsWith('__auto')) undefinedIn(name, panel?.subject ?? owner, macros);
        continue;
      }
      // In a query `$1` is a group of a regular expression, and so may `${name}` be; texts may hold a plain dollar.
      if (/^[0-9]/.test(name) || inReplacement(text, name)) continue;
      undefinedIn(name, panel?.subject ?? owner);
    }
  });
  for (const { repeat, subject } of repeatedBy(defined)) {
    used.add(repeat);
    if (!defined.variableNames().has(repeat)) undefinedIn(repeat, subject);
  }
  // What is wrong in a query too is said of that.
  for (const { name, what, subject } of leftIn) {
    if (!once(name, subject)) continue;
    report(subject, `the dashboard has no variable ${name}: a ${what} shows it literally`, {
      level: 'warning',
      expected: names.size === 0 ? 'a variable of that name on the dashboard' : `one of ${listed(names)}`,
      suggestion: didYouMean(name, names),
      cause: `${owner.path} ${name} ${what}`,
    });
  }
  return used;
}

/** Names in a title or in the address of a link that Grafana does not replace. */
function leftAsWritten(text: string, kind: 'address' | 'title', known: ReadonlySet<string>): string[] {
  return variableUsesIn(text).flatMap(({ name, plain, end }) => {
    if (known.has(name) || builtInVariables.has(name) || name.startsWith('__') || /^[0-9]/.test(name))
      return [];
    // In addresses `$filter=` and `$state:(` are names of parameters.
    return plain && kind === 'address' && /^[=:(]/.test(text.slice(end)) ? [] : [name];
  });
}

/** A group of a regular expression that `label_replace` names, or the end of a pattern before a letter. */
function inReplacement(text: string, name: string): boolean {
  return text.includes(`?P<${name}>`);
}

/** Variables that decide what is repeated, and what is shown. */
function* repeatedBy({
  items,
  subject: owner,
  panels,
}: DefinedDashboard): Generator<{ repeat: string; subject: Subject }> {
  for (const item of items) {
    if (item.type !== 'row') continue;
    for (const { repeat, showWhen } of item.tab ? [item.source, item.tab] : [item.source]) {
      if (repeat) yield { repeat, subject: owner };
      if (!showWhen) continue;
      for (const one of conditionsOf(showWhen).all)
        if ('variable' in one) yield { repeat: one.variable, subject: owner };
    }
  }
  for (const { panel, subject } of panels) {
    const { source } = panel;
    const { repeat } = source.options;
    if (repeat) yield { repeat, subject };
    if (source.type === 'raw' || !source.options.showWhen) continue;
    for (const one of conditionsOf(source.options.showWhen).all)
      if ('variable' in one) yield { repeat: one.variable, subject };
  }
}

function checkUnused(
  { dashboard, subject: owner }: DefinedDashboard,
  used: ReadonlySet<string>,
  report: ReportSubject,
): void {
  for (const variable of dashboard.variables) {
    if (variable.type === 'datasource' || variable.type === 'adhoc' || used.has(variable.name)) continue;
    report(
      within(owner, `variables/${variable.name}`),
      `nothing on the dashboard uses the variable ${variable.name}`,
      {
        level: 'warning',
        expected: 'a query, title or link that uses it; otherwise remove the variable',
      },
    );
  }
}
