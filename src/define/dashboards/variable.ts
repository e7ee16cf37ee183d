import type { SelectorData } from '../../catalog/index.js';
import {
  choice,
  chosenBy,
  flag,
  isRecord,
  list,
  matching,
  name,
  options as optionsOf,
  record,
  required,
  type Shape,
  text,
  validate,
} from '../../catalog/shape/index.js';
import { expression, grafanaPattern, grafanaTime } from '../shapes.js';

interface VariableOptions {
  readonly name: string;
  readonly label?: string;
  readonly description?: string;
  readonly hide?: 'label' | 'variable';
}

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
}
export interface CustomVariable extends VariableOptions, Choices {
  readonly type: 'custom';
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
export interface DatasourceVariable extends VariableOptions {
  readonly type: 'datasource';
  /** Type of data source: `prometheus`, `loki`, `tempo`. */
  readonly plugin: string;
  readonly regex?: string;
}
export interface AdhocVariable extends VariableOptions {
  readonly type: 'adhoc';
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
  return { label, series };
}

/** What is written of a variable: its type is the function's name. */
type Written<Type extends Variable> = Omit<Type, 'type'>;

const own = {
  name: required(matching(/^\w+$/, 'a name of letters, digits and _, as $name in a query')),
  label: text,
  description: text,
  hide: choice('label', 'variable'),
};
const choices = { multi: flag, includeAll: flag, allValue: text, filters: name };

const labelValuesShape = optionsOf<LabelValuesQuery>({ label: required(name), series: expression });
const values = chosenBy((value) => (isRecord(value) ? record(text) : list(text, 1)));

/** The types of dashboard variables, and what each takes. */
const shapes: { readonly [Type in Variable['type']]: Shape } = {
  query: optionsOf<Written<QueryVariable>>({
    ...own,
    ...choices,
    query: required(chosenBy((value) => (isRecord(value) ? labelValuesShape : text))),
    regex: grafanaPattern,
    sort: choice('none', 'ascending', 'descending', 'numeric'),
    refresh: choice('load', 'time'),
  }),
  custom: optionsOf<Written<CustomVariable>>({ ...own, ...choices, values: required(values) }),
  interval: optionsOf<Written<IntervalVariable>>({
    ...own,
    values: required(list(grafanaTime, 1)),
    auto: flag,
  }),
  text: optionsOf<Written<TextVariable>>({ ...own, default: text }),
  constant: optionsOf<Written<ConstantVariable>>({ ...own, value: required(text) }),
  datasource: optionsOf<Written<DatasourceVariable>>({
    ...own,
    plugin: required(name),
    regex: grafanaPattern,
  }),
  adhoc: optionsOf<Written<AdhocVariable>>(own),
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
export const variable = {
  query: variableOf<'query', QueryVariable>('query'),
  custom: variableOf<'custom', CustomVariable>('custom'),
  interval: variableOf<'interval', IntervalVariable>('interval'),
  text: variableOf<'text', TextVariable>('text'),
  constant: variableOf<'constant', ConstantVariable>('constant'),
  datasource: variableOf<'datasource', DatasourceVariable>('datasource'),
  adhoc: variableOf<'adhoc', AdhocVariable>('adhoc'),
} as const;
