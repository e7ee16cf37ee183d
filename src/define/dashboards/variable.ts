import type { SelectorData } from '../../catalog/index.js';
import { name, validate } from '../../catalog/shape/index.js';
import type { VariableData, VariableRefresh, VariableSort } from '../../grafana/index.js';
import { expression } from '../shapes.js';
import type { DataSource, DatasourceVariable } from './datasource.js';
import type { VariableOptions } from './variable-fields.js';

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

/** Whether several values can be chosen, or all of them. */
export function takesSeveral(variable: Variable): boolean {
  return (
    ('multi' in variable && variable.multi === true) ||
    ('includeAll' in variable && variable.includeAll !== undefined && variable.includeAll !== false)
  );
}
