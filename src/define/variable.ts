import type { SelectorData } from '../catalog/index.js';

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

/** One function per type of dashboard variable. */
export const variable = {
  query: (options: Omit<QueryVariable, 'type'>): QueryVariable => ({ type: 'query', ...options }),
  custom: (options: Omit<CustomVariable, 'type'>): CustomVariable => ({ type: 'custom', ...options }),
  interval: (options: Omit<IntervalVariable, 'type'>): IntervalVariable => ({ type: 'interval', ...options }),
  text: (options: Omit<TextVariable, 'type'>): TextVariable => ({ type: 'text', ...options }),
  constant: (options: Omit<ConstantVariable, 'type'>): ConstantVariable => ({ type: 'constant', ...options }),
  datasource: (options: Omit<DatasourceVariable, 'type'>): DatasourceVariable => ({
    type: 'datasource',
    ...options,
  }),
  adhoc: (options: Omit<AdhocVariable, 'type'>): AdhocVariable => ({ type: 'adhoc', ...options }),
} as const;
