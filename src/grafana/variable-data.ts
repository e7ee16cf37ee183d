import type { VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Data } from './sdk.js';

/** What Grafana's variables have besides what the SDK's type of them says. */
interface NewerKeys {
  regexApplyTo: 'value' | 'text';
  filters: { key: string; operator: string; value: string; condition?: string }[];
  baseFilters: { key: string; operator: string; value: string }[];
  defaultKeys: { text: string; value?: string | number }[];
  valuesFormat: 'csv' | 'json';
}

/** Anything of a variable, other than what its uses follow from. */
export type VariableData = Data<Omit<VariableModel, 'type' | 'name'> & NewerKeys>;

const names: Readonly<Record<keyof VariableModel | keyof NewerKeys, true>> = {
  allValue: true,
  allowCustomValue: true,
  auto: true,
  auto_count: true,
  auto_min: true,
  baseFilters: true,
  current: true,
  datasource: true,
  defaultKeys: true,
  definition: true,
  description: true,
  filters: true,
  hide: true,
  includeAll: true,
  label: true,
  multi: true,
  name: true,
  options: true,
  query: true,
  refresh: true,
  regex: true,
  regexApplyTo: true,
  skipUrlSync: true,
  sort: true,
  staticOptions: true,
  staticOptionsOrder: true,
  type: true,
  valuesFormat: true,
};

/** Keys of variables, as the SDK's type has them, and of newer versions of Grafana. */
export const variableKeys: readonly string[] = Object.keys(names);

/** Where the options of variables go. */
export const variableSettings: Readonly<Record<string, readonly string[]>> = {
  label: ['label'],
  description: ['description'],
  hide: ['hide'],
  multi: ['multi'],
  includeAll: ['includeAll', 'allValue'],
  allValue: ['allValue'],
  default: ['current'],
  allowCustomValue: ['allowCustomValue'],
  query: ['query', 'definition'],
  regex: ['regex'],
  regexApplyTo: ['regexApplyTo'],
  sort: ['sort'],
  refresh: ['refresh'],
  source: ['datasource'],
  values: ['query', 'options'],
  value: ['query'],
  auto: ['auto', 'auto_count', 'auto_min'],
  plugin: ['query'],
  filters: ['filters'],
};

/** How values are sorted, as Grafana counts it. */
export const variableSorts = {
  none: 0,
  ascending: 1,
  descending: 2,
  numeric: 3,
  numericDescending: 4,
  ignoringCase: 5,
  ignoringCaseDescending: 6,
  natural: 7,
  naturalDescending: 8,
} as const;
export type VariableSort = keyof typeof variableSorts;

/** When values are asked for, as Grafana counts it. */
export const variableRefreshes = { never: 0, load: 1, time: 2 } as const;
export type VariableRefresh = keyof typeof variableRefreshes;

/** What of a variable is not shown, as Grafana counts it. */
export const variableHides = { label: 1, variable: 2, menu: 3 } as const;
export type VariableHide = keyof typeof variableHides;
