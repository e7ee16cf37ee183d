import type { SelectorData } from '../../catalog/index.js';
import { closed } from '../../catalog/misses.js';
import {
  choice,
  chosenBy,
  fitting,
  flag,
  isRecord,
  jsonObject as json,
  list,
  matching,
  name,
  options as optionsOf,
  type Problem,
  quoted,
  record,
  required,
  type Shape,
  several,
  text,
  validate,
  whole,
  within,
} from '../../catalog/shape/index.js';
import {
  type VariableData,
  type VariableRefresh,
  type VariableSort,
  variableRefreshes,
  variableSorts,
} from '../../grafana/index.js';
import { expression, grafanaPattern } from '../shapes.js';
import { type DataSource, type DatasourceVariable, dataSource } from './datasource.js';
import { choiceProblems, unknownDefaults, unknownInterval } from './variable-choices.js';
import { type VariableOptions, variableFields } from './variable-fields.js';
import { misreadOptions, type OptionValues, type VariableOption } from './variable-options.js';

interface Choices {
  /** Several values at a time. @default false */
  readonly multi?: boolean;
  /**
   * A choice that stands for all values: with a pattern that matches everything, also values that have come since, or
   * with the list of those that are known. @default false; true is the pattern, and with `defaults: 'grafana'` the list
   */
  readonly includeAll?: boolean | 'pattern' | 'list';
  /** What "All" stands for in a query in place of pattern and list. */
  readonly allValue?: string;
  /** The value that is chosen at first, or several; `'All'` where that is a choice. @default All, or else the first */
  readonly default?: string | readonly string[];
  /** Whether people may type values that are not among the choices. @default true */
  readonly allowCustomValue?: boolean;
}

/** A variable whose values come from a query. */
export interface QueryVariable extends VariableOptions, Choices {
  readonly type: 'query';
  /**
   * `labelValues(metric, 'label')`, or what the data source reads: `label_values(…)`, `query_result(…)`,
   * `label_names(…)`, `metrics(…)` and selectors of Prometheus, `label_values(…)` of Loki and Tempo, text of any other,
   * or its query as data.
   */
  readonly query: LabelValuesQuery | string | VariableQueryData;
  /** A label: every selector on the dashboard whose metric has it gets a matcher for the selected values. */
  readonly filters?: string;
  /** Takes a part of each result, and leaves out those that it does not match. */
  readonly regex?: string;
  /** Whether `regex` is applied to the value or to the text that people see. @default value */
  readonly regexApplyTo?: 'value' | 'text';
  /** The order of the values, as text, as numbers, or with numbers in text as such. @default ascending */
  readonly sort?: VariableSort;
  /** When values are asked for: with the dashboard, with each time range, or never again. @default time */
  readonly refresh?: VariableRefresh;
  /** @default the dashboard's for Prometheus */
  readonly source?: DataSource;
}
/** A variable with listed values. */
export interface CustomVariable extends VariableOptions, Choices {
  readonly type: 'custom';
  /** Values, or values by the labels shown to people. Commas and backslashes are escaped. */
  readonly values: readonly string[] | Readonly<Record<string, string>>;
  readonly filters?: string;
}
/** A variable of intervals, such as `1m` and `1h`. */
export interface IntervalVariable extends VariableOptions {
  readonly type: 'interval';
  readonly values: readonly string[];
  /** A choice that follows the time range: its parts, and how short one may be. @default false; 30 parts of 10s and more */
  readonly auto?: boolean | { readonly count?: number; readonly min?: string };
  /** One of the values, or `auto`. @default the first */
  readonly default?: string;
}
/** A variable with free text. */
export interface TextVariable extends VariableOptions {
  readonly type: 'text';
  readonly default?: string;
}
/** A variable with a fixed value, which is not shown. */
export interface ConstantVariable extends VariableOptions {
  readonly type: 'constant';
  readonly value: string;
}
/** A filter of series or lines that people may change. */
export interface AdhocFilter {
  readonly label: string;
  /** `=~` and the like; `=|` and `!=|` take several values. @default = */
  readonly operator?: '=' | '!=' | '=~' | '!~' | '=|' | '!=|' | '<' | '>';
  readonly value: string;
}
/** A variable of ad hoc filters. */
export interface AdhocVariable extends VariableOptions {
  readonly type: 'adhoc';
  /** Filters that are there at first. @default none */
  readonly filters?: readonly AdhocFilter[];
  /** Whether people may type values that the data source does not return. @default true */
  readonly allowCustomValue?: boolean;
  /** The data source whose queries are filtered. @default the dashboard's for Prometheus */
  readonly source?: DataSource;
}
/** A variable of any other type, as Grafana's own JSON. */
export interface RawVariable extends VariableOptions {
  readonly type: 'raw';
  readonly json: VariableData & { readonly type: string };
}

/** A dashboard variable of any type. */
export type Variable =
  | QueryVariable
  | CustomVariable
  | IntervalVariable
  | TextVariable
  | ConstantVariable
  | DatasourceVariable
  | AdhocVariable
  | RawVariable;

/** The values of one label, of all series or of one metric's. */
export interface LabelValuesQuery {
  readonly label: string;
  readonly series?: SelectorData | undefined;
}

/**
 * The values that `label` has on the series of a metric.
 *
 * @example labelValues(metrics.queue_length, 'topic')
 */
export function labelValues(series: SelectorData, label: string): LabelValuesQuery {
  validate(expression, series, 'labelValues: the series', labelValues);
  validate(name, label, 'labelValues: the label', labelValues);
  return { label, series };
}

/** The query of a data source as data, as its editor writes it. */
export interface VariableQueryData {
  readonly [key: string]: unknown;
  readonly label?: string;
}

/** Whether a query is for the values of a label, and not data of a data source. */
export function isLabelValues(query: QueryVariable['query']): query is LabelValuesQuery {
  return (
    typeof query === 'object' &&
    'label' in query &&
    Object.keys(query).every((key) => key === 'label' || key === 'series')
  );
}

/** A variable without its type, which is the name of the function. */
type Written<Type extends Variable> = Omit<Type, 'type'>;

const choices = {
  multi: flag,
  includeAll: chosenBy((value) => (typeof value === 'string' ? choice('pattern', 'list') : flag)),
  allValue: text,
  default: several(text),
  allowCustomValue: flag,
  filters: name,
};

const labelValuesShape = optionsOf<LabelValuesQuery>({ label: required(name), series: expression });
/** Of objects, those of Prometheus have a label and perhaps series; any others are data of a data source. */
const queryShape = chosenBy((value) => {
  if (!isRecord(value)) return text;
  return 'series' in value || isLabelValues(value) ? labelValuesShape : json;
});
const texts = chosenBy((value) => (isRecord(value) ? record(text) : list(text, 1)));
/** Values that Grafana parses unchanged. */
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
    'no white space around it, no line break after a label, and no colon with white space around it in the value';
  return {
    at: '',
    message: `cannot be written to Grafana's list, which ${asRead}`,
    expected:
      label === value
        ? `a value with ${plain}; a label goes before it: { 'label': 'value' }`
        : `a label and a value with ${plain}`,
    fatal: false,
  };
}

const interval = matching(/^(\d+(ms|[smhdwMQy])|auto|\$\w+|\$\{\w+\})$/, 'a duration such as 30s, 5m or 1d');
const duration = matching(/^\d+(ms|[smhdwMQy])$/, 'a duration such as 30s, 5m or 1d');
const autoShape = optionsOf<Exclude<NonNullable<IntervalVariable['auto']>, boolean>>({
  count: whole(1, 10_000),
  min: duration,
});

/** The types of dashboard variables, with their options. */
const shapes: { readonly [Type in Variable['type']]: Shape } = {
  query: fitting(
    optionsOf<Written<QueryVariable>>({
      ...variableFields,
      ...choices,
      query: required(queryShape),
      regex: grafanaPattern,
      regexApplyTo: choice('value', 'text'),
      sort: choice(...Object.keys(variableSorts)),
      refresh: choice(...Object.keys(variableRefreshes)),
      source: dataSource,
    }),
    choiceProblems,
  ),
  custom: fitting(
    optionsOf<Written<CustomVariable>>({ ...variableFields, ...choices, values: required(values) }),
    (options) => [...choiceProblems(options), ...unknownDefaults(options)],
  ),
  interval: fitting(
    optionsOf<Written<IntervalVariable>>({
      ...variableFields,
      values: required(list(interval, 1)),
      auto: chosenBy((value) => (isRecord(value) ? autoShape : flag)),
      default: text,
    }),
    unknownInterval,
  ),
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
  adhoc: optionsOf<Written<AdhocVariable>>({
    ...variableFields,
    filters: list(
      optionsOf<AdhocFilter>({
        label: required(name),
        operator: choice('=', '!=', '=~', '!~', '=|', '!=|', '<', '>'),
        value: required(text),
      }),
    ),
    allowCustomValue: flag,
    source: dataSource,
  }),
  raw: fitting(
    optionsOf<Written<RawVariable>>({ ...variableFields, json: required(json) }),
    ({ json: data }) =>
      isRecord(data) && typeof data.type === 'string' && data.type !== ''
        ? []
        : [
            {
              at: 'json.type',
              message: 'is missing',
              expected: "Grafana's type of the variable, such as groupby",
              fatal: true,
            },
          ],
  ),
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

/**
 * One function per type of dashboard variable.
 *
 * @example variable.query({ name: 'topic', query: labelValues(metrics.queue_length, 'topic') })
 */
export const variable = closed('variable', 'type', {
  /** Values from a query, usually of a label: `variable.query({ name, query: labelValues(metric, label) })`. */
  query: variableOf<'query', QueryVariable>('query'),
  /** Listed values. */
  custom: variableOf<'custom', CustomVariable>('custom'),
  /** Intervals such as `1m`, for windows of queries. */
  interval: variableOf<'interval', IntervalVariable>('interval'),
  /** Free text. */
  text: variableOf<'text', TextVariable>('text'),
  /** A fixed value, which is not shown. */
  constant: variableOf<'constant', ConstantVariable>('constant'),
  /** Data sources of one type. */
  datasource: variableOf<'datasource', DatasourceVariable>('datasource'),
  /** Ad hoc filters, which Grafana adds to every query of the data source. */
  adhoc: variableOf<'adhoc', AdhocVariable>('adhoc'),
  /** A variable as Grafana's own JSON. */
  raw: variableOf<'raw', RawVariable>('raw'),
} as const);

/** Whether several values can be chosen, or all of them. */
export function takesSeveral(variable: Variable): boolean {
  return (
    ('multi' in variable && variable.multi === true) ||
    ('includeAll' in variable && variable.includeAll !== undefined && variable.includeAll !== false)
  );
}
