import type { VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';
import { referenceTo } from '../../define/dashboards/datasource.js';
import { intervalList, optionList } from '../../define/dashboards/variable-options.js';
import type {
  CustomVariable,
  DatasourceVariable,
  LabelValuesQuery,
  QueryVariable,
  Variable,
} from '../../define/index.js';
import { print } from '../../query/index.js';
import type { ResolvedDashboard } from '../../resolve/index.js';

type DashboardModule = typeof import('@grafana/grafana-foundation-sdk/dashboard');
type VariableBuilder = { build(): VariableModel };

const sorts = { none: 0, ascending: 1, descending: 2, numeric: 3 } as const;
const hides = { label: 1, variable: 2 } as const;

/** The data source variables that the dashboard's queries need, unless it has its own, then its variables. */
export function variableBuilders(
  dashboard: ResolvedDashboard,
  sources: readonly DatasourceVariable[],
  sdk: DashboardModule,
): VariableBuilder[] {
  const own = new Set(dashboard.variables.map(({ name }) => name));
  const implied = sources.filter(({ name }) => !own.has(name));
  return [...implied, ...dashboard.variables].map((variable) =>
    variableBuilder(dashboard.ours ? withAllValue(variable) : variable, dashboard, sdk),
  );
}

/** All as a pattern that matches everything, also values that have come since: Grafana's own is a list of those known. */
function withAllValue(variable: Variable): Variable {
  return (variable.type === 'query' || variable.type === 'custom') &&
    variable.includeAll &&
    variable.allValue === undefined
    ? { ...variable, allValue: '.*' }
    : variable;
}

function variableBuilder(
  variable: Variable,
  dashboard: ResolvedDashboard,
  sdk: DashboardModule,
): VariableBuilder {
  const builder = typedBuilder(variable, dashboard, sdk);
  if (variable.label !== undefined) builder.label(variable.label);
  if (variable.description !== undefined) builder.description(variable.description);
  if (!variable.hide) return builder;
  // The builder of ad hoc filters has no method for it.
  const hide = hides[variable.hide];
  return { build: () => ({ ...builder.build(), hide }) };
}

function typedBuilder(variable: Variable, { sources }: ResolvedDashboard, sdk: DashboardModule) {
  const { name } = variable;
  switch (variable.type) {
    case 'query':
      return queryVariable(variable, sources, sdk);
    case 'custom':
      return customVariable(variable, sdk);
    case 'interval':
      return new sdk.IntervalVariableBuilder(name)
        .values(intervalList(variable.values))
        .auto(variable.auto ?? false);
    case 'text':
      return new sdk.TextBoxVariableBuilder(name).defaultValue(variable.default ?? '');
    case 'constant':
      return new sdk.ConstantVariableBuilder(name).value(variable.value);
    case 'datasource':
      return datasourceVariable(variable, sdk);
    case 'adhoc':
      return new sdk.AdHocVariableBuilder(name).datasource(referenceTo(variable.source ?? sources.promql));
  }
}

function datasourceVariable(variable: DatasourceVariable, sdk: DashboardModule) {
  const { name, label, plugin, regex, default: first, multi, includeAll } = variable;
  const builder = new sdk.DatasourceVariableBuilder(name);
  if (label !== undefined) builder.label(label);
  builder.type(plugin);
  if (regex !== undefined) builder.regex(regex);
  if (multi) builder.multi(true);
  if (includeAll) builder.includeAll(true);
  if (first !== undefined)
    builder.current(multi ? { text: [first], value: [first] } : { text: first, value: first });
  return builder;
}

function queryVariable(variable: QueryVariable, sources: ResolvedDashboard['sources'], sdk: DashboardModule) {
  const text = typeof variable.query === 'string' ? variable.query : labelValuesText(variable.query);
  const builder = new sdk.QueryVariableBuilder(variable.name)
    .datasource(referenceTo(variable.source ?? sources.promql))
    .query({ qryType: 1, query: text, refId: `${variable.name}-variable` })
    .definition(text)
    .refresh(variable.refresh === 'load' ? 1 : 2)
    .sort(sorts[variable.sort ?? 'ascending']);
  if (variable.regex !== undefined) builder.regex(variable.regex);
  return withChoices(builder, variable);
}

function customVariable(variable: CustomVariable, sdk: DashboardModule) {
  const text = optionList(variable.values);
  return withChoices(new sdk.CustomVariableBuilder(variable.name).values(text), variable);
}

interface ChoiceBuilder {
  multi(multi: boolean): unknown;
  includeAll(includeAll: boolean): unknown;
  allValue(value: string): unknown;
  current(option: { text: string[] | string; value: string[] | string; selected?: boolean }): unknown;
}

/** Variables with "All" start there. */
function withChoices<Builder extends ChoiceBuilder>(
  builder: Builder,
  variable: QueryVariable | CustomVariable,
): Builder {
  builder.multi(variable.multi ?? false);
  builder.includeAll(variable.includeAll ?? false);
  if (variable.includeAll) {
    if (variable.allValue !== undefined) builder.allValue(variable.allValue);
    builder.current(variable.multi ? { text: ['All'], value: ['$__all'] } : { text: 'All', value: '$__all' });
  }
  return builder;
}

/** `label_values(metric{…}, label)`, as the Prometheus data source reads it. */
export function labelValuesText({ label, series }: LabelValuesQuery): string {
  if (!series) return `label_values(${label})`;
  const { name, metric, matchers } = series;
  return `label_values(${print({ type: 'selector', name, metric, matchers }, { window: '' })}, ${label})`;
}
