import type { SelectorData } from '../../catalog/index.js';
import { name, validate } from '../../catalog/shape/index.js';
import type { VariableData, VariableRefresh, VariableSort } from '../../grafana/index.js';
import { expression } from '../shapes.js';
import type { DataSource, DatasourceVariable } from './datasource.js';
import type { VariableOptions } from './variable-fields.js';

interface Choices {
  /** Allows several values. @default false */
  readonly multi?: boolean;
  /**
   * Adds the choice "All": `'pattern'` stands for a regular expression that matches every value, new ones included, and
   * `'list'` for the known values.
   *
   * @default false; `true` is `'pattern'`, and `'list'` with `defaults: 'grafana'`
   */
  readonly includeAll?: boolean | 'pattern' | 'list';
  /** Custom value of "All" in queries. @default the pattern or the list */
  readonly allValue?: string;
  /**
   * Initially selected value or values; `'All'` if `includeAll` is set.
   *
   * @default All if `includeAll` is set, otherwise the first
   */
  readonly default?: string | readonly string[];
  /** Allows users to enter values that are not in the list. @default true */
  readonly allowCustomValue?: boolean;
}

/** A variable whose values come from a query. */
export interface QueryVariable extends VariableOptions, Choices {
  readonly type: 'query';
  /**
   * `labelValues(metric, 'label')`, or a query of the data source: `label_values(…)`, `query_result(…)`,
   * `label_names(…)`, `metrics(…)` or a selector for Prometheus, `label_values(…)` for Loki and Tempo, text for other
   * data sources, or the query as data.
   */
  readonly query: LabelValuesQuery | string | VariableQueryData;
  /**
   * Name of a label: a matcher for the selected values is added to every selector on the dashboard whose metric has the
   * label.
   */
  readonly filters?: string;
  /**
   * Regular expression that extracts a part of each value; values that it does not match are left out.
   *
   * @default none
   */
  readonly regex?: string;
  /** Applies `regex` to the value or to the displayed text. @default value */
  readonly regexApplyTo?: 'value' | 'text';
  /** Order of the values: alphabetical, numerical, or natural. @default ascending */
  readonly sort?: VariableSort;
  /** When the values are queried: on dashboard load, on time range change, or never. @default time */
  readonly refresh?: VariableRefresh;
  /** Data source to query. @default the dashboard's Prometheus data source */
  readonly source?: DataSource;
}
/** A variable with a list of values. */
export interface CustomVariable extends VariableOptions, Choices {
  readonly type: 'custom';
  /** Values, or values by their labels. Commas and backslashes are escaped. */
  readonly values: readonly string[] | Readonly<Record<string, string>>;
  /**
   * Name of a label: a matcher for the selected values is added to every selector on the dashboard whose metric has the
   * label.
   */
  readonly filters?: string;
}
/** A variable of intervals, such as `1m` and `1h`. */
export interface IntervalVariable extends VariableOptions {
  readonly type: 'interval';
  /** Intervals, such as `1m`. */
  readonly values: readonly string[];
  /**
   * Adds the choice `auto`, which follows the time range: the range divided by `count`, but at least `min`.
   *
   * @default false; `true` is a count of 30 and a minimum of 10s
   */
  readonly auto?: boolean | { readonly count?: number; readonly min?: string };
  /** Initially selected interval, or `auto`. @default the first */
  readonly default?: string;
}
/** A text box variable. */
export interface TextVariable extends VariableOptions {
  readonly type: 'text';
  /** Initial text. @default empty */
  readonly default?: string;
}
/** A constant variable, which is not shown. */
export interface ConstantVariable extends VariableOptions {
  readonly type: 'constant';
  /** Value of the constant. */
  readonly value: string;
}
/** An ad hoc filter, which users can change. */
export interface AdhocFilter {
  /** Name of the label. */
  readonly label: string;
  /** Operator; `=|` and `!=|` match one of several values. @default = */
  readonly operator?: '=' | '!=' | '=~' | '!~' | '=|' | '!=|' | '<' | '>';
  /** Value to compare with. */
  readonly value: string;
}
/** A variable of ad hoc filters. */
export interface AdhocVariable extends VariableOptions {
  readonly type: 'adhoc';
  /** Initial filters. @default none */
  readonly filters?: readonly AdhocFilter[];
  /** Allows users to enter values that the data source does not return. @default true */
  readonly allowCustomValue?: boolean;
  /** Data source whose queries are filtered. @default the dashboard's Prometheus data source */
  readonly source?: DataSource;
}
/** A variable of any other type, as Grafana's JSON. */
export interface RawVariable extends Omit<VariableOptions, 'json'> {
  readonly type: 'raw';
  /** Grafana's variable, with its `type`. */
  readonly json:
    | (VariableData & { readonly type: string })
    | { readonly type: string; readonly [key: string]: unknown };
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

/** A query for the values of a label: on the series of a metric, or on all series. */
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

/** The query of a data source as data, in the form that its editor saves. */
export interface VariableQueryData {
  readonly [key: string]: unknown;
  readonly label?: string;
}

/** Whether a query is for the values of a label, and not data for a data source. */
export function isLabelValues(query: QueryVariable['query']): query is LabelValuesQuery {
  return (
    typeof query === 'object' &&
    'label' in query &&
    Object.keys(query).every((key) => key === 'label' || key === 'series')
  );
}

/** Whether users can select several values, or all of them. */
export function takesSeveral(variable: Variable): boolean {
  return (
    ('multi' in variable && variable.multi === true) ||
    ('includeAll' in variable && variable.includeAll !== undefined && variable.includeAll !== false)
  );
}
