import type { VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';
import { hidesOfV2, refreshesOfV2, sortsOfV2 } from '../../../grafana/index.js';
import { type PlainRecord, recordsOf, stringOf } from '../../../plain.js';
import { present } from './present.js';
import { dataQuery, sourceOf } from './queries.js';
import type { VariableV2 } from './types.js';

type Spec<Kind extends VariableV2['kind']> = Extract<VariableV2, { kind: Kind }>['spec'];

/** A variable of version v2; undefined for a type that it does not have. */
export function variableOf(variable: VariableModel): VariableV2 | undefined {
  const all: VariableModel & PlainRecord = { ...variable };
  const type: string = variable.type;
  const common = commonOf(variable);
  switch (type) {
    case 'query':
      return { kind: 'QueryVariable', spec: querySpec(all, common) };
    case 'custom':
      return { kind: 'CustomVariable', spec: customSpec(all, common) };
    case 'interval':
      return { kind: 'IntervalVariable', spec: intervalSpec(variable, common) };
    case 'textbox':
      return { kind: 'TextVariable', spec: { ...common, ...singleValue(variable) } };
    case 'constant':
      return { kind: 'ConstantVariable', spec: { ...common, ...singleValue(variable) } };
    case 'datasource':
      return { kind: 'DatasourceVariable', spec: datasourceSpec(variable, common) };
    case 'adhoc':
      return { kind: 'AdhocVariable', ...sourceOf(variable.datasource), spec: adhocSpec(all, common) };
    case 'groupby':
      return {
        kind: 'GroupByVariable',
        ...sourceOf(variable.datasource),
        spec: { ...common, ...choiceOf(variable), multi: variable.multi ?? true },
      };
    case 'switch':
      return { kind: 'SwitchVariable', spec: switchSpec(variable, common) };
    default:
      return undefined;
  }
}

function commonOf({ name, label, description, hide = 0, skipUrlSync = false }: VariableModel) {
  return {
    name,
    ...present({ label, description }),
    hide: hidesOfV2[hide] ?? 'dontHide',
    skipUrlSync,
  };
}
type Common = ReturnType<typeof commonOf>;

/** What is chosen at first, and what can be. */
function choiceOf({ current, options = [] }: VariableModel) {
  return { current: current ?? { text: '', value: '' }, options };
}

function severalOf({ multi = false, includeAll = false, allValue, allowCustomValue = true }: VariableModel) {
  return { multi, includeAll, ...present({ allValue }), allowCustomValue };
}

function textOf({ query }: VariableModel): string {
  return typeof query === 'string' ? query : '';
}

/** A variable with a single value, which is its query. */
function singleValue(variable: VariableModel) {
  const query = textOf(variable);
  return { query, current: variable.current ?? { text: query, value: query } };
}

function querySpec(variable: VariableModel & PlainRecord, common: Common): Spec<'QueryVariable'> {
  const { datasource, query, regex = '', definition, refresh = 0, sort = 0 } = variable;
  const { staticOptions, staticOptionsOrder } = variable;
  const applied = stringOf(variable.regexApplyTo);
  return {
    ...common,
    ...choiceOf(variable),
    refresh: refreshesOfV2[refresh] ?? 'never',
    query: dataQuery(datasource, query),
    regex,
    ...((applied === 'text' || applied === 'value') && { regexApplyTo: applied }),
    sort: sortsOfV2[sort] ?? 'disabled',
    ...present({ definition, staticOptions, staticOptionsOrder }),
    ...severalOf(variable),
  };
}

function customSpec(variable: VariableModel & PlainRecord, common: Common): Spec<'CustomVariable'> {
  const format = stringOf(variable.valuesFormat);
  return {
    ...common,
    ...choiceOf(variable),
    query: textOf(variable),
    ...severalOf(variable),
    ...((format === 'csv' || format === 'json') && { valuesFormat: format }),
  };
}

function intervalSpec(variable: VariableModel, common: Common): Spec<'IntervalVariable'> {
  const { auto = false, auto_min = '10s', auto_count = 30, current } = variable;
  const query = textOf(variable);
  const options = (query.match(/(["'])(.*?)\1|\w+/g) ?? []).map((quoted) => {
    const value = quoted.replaceAll(/["']+/g, '');
    return { text: value, value };
  });
  // The classic name of auto holds that of the variable.
  const chosen = typeof current?.value === 'string' ? current.value : undefined;
  const first = chosen?.startsWith('$__auto') ? { text: 'auto', value: '$__auto' } : current;
  return {
    ...common,
    query,
    current: first ?? options[0] ?? { text: '', value: '' },
    options,
    auto,
    auto_min,
    auto_count,
    refresh: 'onTimeRangeChanged',
  };
}

function datasourceSpec(variable: VariableModel, common: Common): Spec<'DatasourceVariable'> {
  return {
    ...common,
    ...choiceOf(variable),
    pluginId: textOf(variable),
    refresh: refreshesOfV2[variable.refresh ?? 1] ?? 'onDashboardLoad',
    regex: variable.regex ?? '',
    ...severalOf(variable),
  };
}

function adhocSpec(variable: VariableModel & PlainRecord, common: Common): Spec<'AdhocVariable'> {
  return {
    ...common,
    baseFilters: filtersIn(variable.baseFilters),
    filters: filtersIn(variable.filters),
    defaultKeys: recordsOf(variable.defaultKeys).map((key) => ({
      text: stringOf(key.text) ?? '',
      ...present({ value: stringOf(key.value) }),
    })),
    allowCustomValue: variable.allowCustomValue ?? true,
  };
}

function filtersIn(given: unknown): Spec<'AdhocVariable'>['filters'] {
  return recordsOf(given).map((filter) => ({
    key: stringOf(filter.key) ?? '',
    operator: stringOf(filter.operator) ?? '=',
    value: stringOf(filter.value) ?? '',
  }));
}

/** A switch has its two values as options, the one for on first. */
function switchSpec({ current, options = [] }: VariableModel, common: Common): Spec<'SwitchVariable'> {
  const [on = { value: 'true' }, off = { value: 'false' }] = options;
  const one = (value: string | readonly string[] | undefined) =>
    typeof value === 'string' ? value : 'false';
  return {
    ...common,
    current: one(current?.value ?? off.value),
    enabledValue: one(on.value),
    disabledValue: one(off.value),
  };
}
