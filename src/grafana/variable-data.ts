import type { VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Data } from './sdk.js';

/** Keys of variables that the SDK's type does not have. */
interface NewerKeys {
  regexApplyTo: 'value' | 'text';
  filters: { key: string; operator: string; value: string; condition?: string }[];
  baseFilters: { key: string; operator: string; value: string }[];
  defaultKeys: { text: string; value?: string | number }[];
  valuesFormat: 'csv' | 'json';
}

/** Fields of a variable, except for its type and name. */
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

/** Keys of variables, as the SDK's type has them, and those of newer versions of Grafana. */
export const variableKeys: readonly string[] = Object.keys(names);

/** Where the options of variables are written. */
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

/** Grafana's numbers for the order of values. */
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

/** Grafana's numbers for the time at which values are queried. */
export const variableRefreshes = { never: 0, load: 1, time: 2 } as const;
export type VariableRefresh = keyof typeof variableRefreshes;

/** Grafana's numbers for the hidden parts of a variable. */
export const variableHides = { label: 1, variable: 2, menu: 3 } as const;
export type VariableHide = keyof typeof variableHides;
