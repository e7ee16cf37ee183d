import type { SelectorData } from '../../catalog/index.js';
import { closed } from '../../catalog/misses.js';
import {
  choice,
  chosenBy,
  flag,
  isRecord,
  list,
  matching,
  name,
  options as optionsOf,
  type Problem,
  quoted,
  record,
  required,
  type Shape,
  text,
  validate,
  within,
} from '../../catalog/shape/index.js';
import { expression, grafanaPattern } from '../shapes.js';
import { type DataSource, type DatasourceVariable, dataSource } from './datasource.js';
import { type VariableOptions, variableFields } from './variable-fields.js';
import { misreadOptions, type OptionValues, type VariableOption } from './variable-options.js';

interface Choices {
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  /** What "All" stands for in a query. @default .* */
  readonly allValue?: string;
}

export interface QueryVariable extends VariableOptions, Choices {
  readonly type: 'query';
  readonly query: LabelValuesQuery | string;
  /** A label: every selector on the dashboard whose metric has it is narrowed to the chosen values. */
  readonly filters?: string;
  readonly regex?: string;
  readonly sort?: 'none' | 'ascending' | 'descending' | 'numeric';
  readonly refresh?: 'load' | 'time';
  /** @default the dashboard's for Prometheus */
  readonly source?: DataSource;
}
export interface CustomVariable extends VariableOptions, Choices {
  readonly type: 'custom';
  /** Values, or values by the labels that people choose from; commas and backslashes are part of them. */
  readonly values: readonly string[] | Readonly<Record<string, string>>;
  readonly filters?: string;
}
export interface IntervalVariable extends VariableOptions {
  readonly type: 'interval';
  readonly values: readonly string[];
  readonly auto?: boolean;
}
export interface TextVariable extends VariableOptions {
  readonly type: 'text';
  readonly default?: string;
}
export interface ConstantVariable extends VariableOptions {
  readonly type: 'constant';
  readonly value: string;
}
export interface AdhocVariable extends VariableOptions {
  readonly type: 'adhoc';
  /** The data source whose queries are filtered. @default the dashboard's for Prometheus */
  readonly source?: DataSource;
}

export type Variable =
  | QueryVariable
  | CustomVariable
  | IntervalVariable
  | TextVariable
  | ConstantVariable
  | DatasourceVariable
  | AdhocVariable;

/** The values of one label, of all series or of one metric's. */
export interface LabelValuesQuery {
  readonly label: string;
  readonly series?: SelectorData | undefined;
}

/** The values that `label` has on the series of a metric. */
export function labelValues(series: SelectorData, label: string): LabelValuesQuery {
  validate(expression, series, 'labelValues: the series', labelValues);
  validate(name, label, 'labelValues: the label', labelValues);
  return { label, series };
}

/** What is written of a variable: its type is the function's name. */
type Written<Type extends Variable> = Omit<Type, 'type'>;

const choices = { multi: flag, includeAll: flag, allValue: text, filters: name };

const labelValuesShape = optionsOf<LabelValuesQuery>({ label: required(name), series: expression });
const texts = chosenBy((value) => (isRecord(value) ? record(text) : list(text, 1)));
/** Values that Grafana reads back as they are written. */
const values: Shape = (given) => {
  const problems = texts(given);
  if (problems !== undefined) return problems;
  const found = misreadOptions(given as OptionValues).flatMap(({ key, option, read }) =>
    within(key, [misread(option, read)]),
  );
  return found.length === 0 ? undefined : found;
};

function misread({ label, value }: VariableOption, read: VariableOption): Problem {
  const asRead =
    read.value === ''
      ? 'leaves it out'
      : `reads the value ${quoted(read.value)} with the label ${quoted(read.label)}`;
  const plain =
    'no white space around it, no line break behind a label, and no colon between white space in the value';
  return {
    at: '',
    message: `cannot be written to Grafana's list: it ${asRead}`,
    expected:
      label === value
        ? `a value with ${plain}; a label goes before it: { 'label': 'value' }`
        : `a label and a value with ${plain}`,
    fatal: false,
  };
}

const interval = matching(/^(\d+(ms|[smhdwMQy])|auto|\$\w+|\$\{\w+\})$/, 'a duration such as 30s, 5m or 1d');

/** The types of dashboard variables, and what each takes. */
const shapes: { readonly [Type in Variable['type']]: Shape } = {
  query: optionsOf<Written<QueryVariable>>({
    ...variableFields,
    ...choices,
    query: required(chosenBy((value) => (isRecord(value) ? labelValuesShape : text))),
    regex: grafanaPattern,
    sort: choice('none', 'ascending', 'descending', 'numeric'),
    refresh: choice('load', 'time'),
    source: dataSource,
  }),
  custom: optionsOf<Written<CustomVariable>>({ ...variableFields, ...choices, values: required(values) }),
  interval: optionsOf<Written<IntervalVariable>>({
    ...variableFields,
    values: required(list(interval, 1)),
    auto: flag,
  }),
  text: optionsOf<Written<TextVariable>>({ ...variableFields, default: text }),
  constant: optionsOf<Written<ConstantVariable>>({ ...variableFields, value: required(text) }),
  datasource: optionsOf<Written<DatasourceVariable>>({
    ...variableFields,
    plugin: required(name),
    regex: grafanaPattern,
    default: name,
    multi: flag,
    includeAll: flag,
  }),
  adhoc: optionsOf<Written<AdhocVariable>>({ ...variableFields, source: dataSource }),
};

export const variableTypes = Object.keys(shapes);

function variableOf<Type extends Variable['type'], Result extends Extract<Variable, { type: Type }>>(
  type: Type,
): (options: Written<Result>) => Result {
  const make = (options: Written<Result>): Result => {
    validate(shapes[type], options, `variable.${type}`, make);
    return { type, ...options } as unknown as Result;
  };
  return make;
}

/** One function per type of dashboard variable. */
export const variable = closed('variable', 'type', {
  query: variableOf<'query', QueryVariable>('query'),
  custom: variableOf<'custom', CustomVariable>('custom'),
  interval: variableOf<'interval', IntervalVariable>('interval'),
  text: variableOf<'text', TextVariable>('text'),
  constant: variableOf<'constant', ConstantVariable>('constant'),
  datasource: variableOf<'datasource', DatasourceVariable>('datasource'),
  adhoc: variableOf<'adhoc', AdhocVariable>('adhoc'),
} as const);
