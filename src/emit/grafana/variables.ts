import type { VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';
import { referenceTo } from '../../define/dashboards/datasource.js';
import { isLabelValues } from '../../define/dashboards/variable.js';
import { intervalList, optionList } from '../../define/dashboards/variable-options.js';
import type {
  CustomVariable,
  DatasourceVariable,
  IntervalVariable,
  LabelValuesQuery,
  QueryVariable,
  Variable,
} from '../../define/index.js';
import {
  merged,
  variableHides,
  variableQueryModel,
  variableRefreshes,
  variableSorts,
} from '../../grafana/index.js';
import { print } from '../../query/index.js';
import type { ResolvedDashboard } from '../../resolve/index.js';

type DashboardModule = typeof import('@grafana/grafana-foundation-sdk/dashboard');
type VariableBuilder = { build(): VariableModel };

/** The data source variables that the dashboard's queries need, unless it has its own, then its variables. */
export function variableBuilders(
  dashboard: ResolvedDashboard,
  sources: readonly DatasourceVariable[],
  sdk: DashboardModule,
): VariableBuilder[] {
  const own = new Set(dashboard.variables.map(({ name }) => name));
  const implied = sources.filter(({ name }) => !own.has(name));
  return [...implied, ...dashboard.variables].map((variable) =>
    variableBuilder(withAllValue(variable, dashboard.ours), dashboard, sdk),
  );
}

/** "All" as a regular expression that also matches new values: Grafana's default is a list of the known ones. */
function withAllValue(variable: Variable, ours: boolean): Variable {
  if (variable.type !== 'query' && variable.type !== 'custom') return variable;
  const { includeAll, allValue } = variable;
  const pattern = includeAll === 'pattern' || (includeAll === true && ours);
  return pattern && allValue === undefined ? { ...variable, allValue: '.*' } : variable;
}

function variableBuilder(
  variable: Variable,
  dashboard: ResolvedDashboard,
  sdk: DashboardModule,
): VariableBuilder {
  return {
    build: () =>
      merged(describedVariable(variable, dashboard, sdk), variable.json ?? {}) as object as VariableModel,
  };
}

function describedVariable(variable: Variable, dashboard: ResolvedDashboard, sdk: DashboardModule): object {
  const { label, description, hide } = variable;
  // The builder of ad hoc filters has no method for this.
  const hidden = hide === undefined ? {} : { hide: variableHides[hide] };
  if (variable.type === 'raw') {
    const { name } = variable;
    return {
      name,
      ...(label !== undefined && { label }),
      ...(description !== undefined && { description }),
      ...hidden,
    };
  }
  const builder = typedBuilder(variable, dashboard, sdk);
  if (label !== undefined) builder.label(label);
  if (description !== undefined) builder.description(description);
  return { ...builder.build(), ...extrasOf(variable), ...hidden };
}

/** What the SDK's builders have no method for. */
function extrasOf(variable: Variable): object {
  switch (variable.type) {
    case 'query':
      return variable.regexApplyTo === undefined ? {} : { regexApplyTo: variable.regexApplyTo };
    case 'adhoc':
      return {
        ...(variable.filters && {
          filters: variable.filters.map(({ label, operator = '=', value }) => ({
            key: label,
            operator,
            value,
          })),
        }),
        ...(variable.allowCustomValue !== undefined && { allowCustomValue: variable.allowCustomValue }),
      };
    default:
      return {};
  }
}

function typedBuilder(
  variable: Exclude<Variable, { type: 'raw' }>,
  { sources }: ResolvedDashboard,
  sdk: DashboardModule,
) {
  const { name } = variable;
  switch (variable.type) {
    case 'query':
      return queryVariable(variable, sources, sdk);
    case 'custom':
      return customVariable(variable, sdk);
    case 'interval':
      return intervalVariable(variable, sdk);
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

function intervalVariable(
  { name, values, auto = false, default: first }: IntervalVariable,
  sdk: DashboardModule,
) {
  const builder = new sdk.IntervalVariableBuilder(name).values(intervalList(values)).auto(auto !== false);
  if (typeof auto === 'object') {
    if (auto.count !== undefined) builder.stepCount(auto.count);
    if (auto.min !== undefined) builder.minInterval(auto.min);
  }
  if (first !== undefined)
    builder.current({ text: first, value: first === 'auto' ? `$__auto_interval_${name}` : first });
  return builder;
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
  const { query, source = sources.promql } = variable;
  const refId = `${variable.name}-variable`;
  const text = typeof query === 'string' ? query : isLabelValues(query) ? labelValuesText(query) : undefined;
  const builder = new sdk.QueryVariableBuilder(variable.name)
    .datasource(referenceTo(source))
    .query(
      text === undefined ? { refId, ...(query as object) } : variableQueryModel(source.plugin, text, refId),
    )
    .definition(text ?? '')
    .refresh(variableRefreshes[variable.refresh ?? 'time'])
    .sort(variableSorts[variable.sort ?? 'ascending']);
  if (variable.regex !== undefined) builder.regex(variable.regex);
  return withChoices(builder, variable, (value) => value);
}

function customVariable(variable: CustomVariable, sdk: DashboardModule) {
  const { name, values } = variable;
  const labels = new Map(
    Array.isArray(values) ? [] : Object.entries(values).map(([label, value]) => [value, label]),
  );
  return withChoices(
    new sdk.CustomVariableBuilder(name).values(optionList(values)),
    variable,
    (value) => labels.get(value) ?? value,
  );
}

interface ChoiceBuilder {
  multi(multi: boolean): unknown;
  includeAll(includeAll: boolean): unknown;
  allValue(value: string): unknown;
  allowCustomValue(allow: boolean): unknown;
  current(option: { text: string[] | string; value: string[] | string; selected?: boolean }): unknown;
}

/** Variables with "All" start there, unless they say where. @param labelOf what people see of a value */
function withChoices<Builder extends ChoiceBuilder>(
  builder: Builder,
  variable: QueryVariable | CustomVariable,
  labelOf: (value: string) => string,
): Builder {
  const { multi = false, includeAll = false, allValue, allowCustomValue } = variable;
  const all = includeAll !== false;
  builder.multi(multi);
  builder.includeAll(all);
  if (all && allValue !== undefined) builder.allValue(allValue);
  if (allowCustomValue !== undefined) builder.allowCustomValue(allowCustomValue);
  const first = variable.default ?? (all ? 'All' : undefined);
  if (first === undefined) return builder;
  const chosen = [first].flat().map((value) => {
    const isAll = all && value === 'All';
    return { text: isAll ? value : labelOf(value), value: isAll ? '$__all' : value };
  });
  const texts = chosen.map(({ text }) => text);
  const values = chosen.map(({ value }) => value);
  builder.current(multi ? { text: texts, value: values } : { text: texts[0] ?? '', value: values[0] ?? '' });
  return builder;
}

/** `label_values(metric{…}, label)`, as the Prometheus data source reads it. */
function labelValuesText({ label, series }: LabelValuesQuery): string {
  if (!series) return `label_values(${label})`;
  const { name, metric, matchers } = series;
  return `label_values(${print({ type: 'selector', name, metric, matchers }, { window: '' })}, ${label})`;
}
