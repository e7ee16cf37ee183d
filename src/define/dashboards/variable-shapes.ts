import {
  choice,
  chosenBy,
  fitting,
  flag,
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
  whole,
  within,
} from '../../catalog/shape/index.js';
import { variableRefreshes, variableSorts } from '../../grafana/index.js';
import { isRecord } from '../../plain.js';
import { expression, grafanaPattern } from '../shapes.js';
import { type DatasourceVariable, dataSource } from './datasource.js';
import {
  type AdhocFilter,
  type AdhocVariable,
  type ConstantVariable,
  type CustomVariable,
  type IntervalVariable,
  isLabelValues,
  type LabelValuesQuery,
  type QueryVariable,
  type RawVariable,
  type TextVariable,
  type Variable,
} from './variable.js';
import { choiceProblems, unknownDefaults, unknownInterval } from './variable-choices.js';
import { variableFields } from './variable-fields.js';
import { misreadOptions, type OptionValues, type VariableOption } from './variable-options.js';

/** A variable without its type, which is the name of the function. */
export type Written<Type extends Variable> = Omit<Type, 'type'>;

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
export const variableShapes: { readonly [Type in Variable['type']]: Shape } = {
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

export const variableTypes = Object.keys(variableShapes);
