import type { Mistakes } from './form.js';

/** Mistakes in variables of dashboards. */
export const variablesMistakes: Mistakes = {
  'a default that a custom variable does not have': [
    `d.variable.custom({ name: 'v', values: ['small', 'large'], default: 'smal' })`,
    'variable.custom "v": default is "smal", which is not one of the values',
    'did you mean small?',
  ],
  "a name of a variable that is Grafana's own": [
    `d.variable.custom({ name: '__from', values: ['a'] })`,
    'name is "__from"',
    'does not begin with __',
  ],
  'two defaults of one choice': [
    `d.variable.query({ name: 'v', query: 'up', default: ['a', 'b'] })`,
    'variable.query "v": default is a list of 2',
    'multi: true',
  ],
  'a value for All that is no choice': [
    `d.variable.custom({ name: 'v', values: ['a'], allValue: '.*' })`,
    'allValue is set, but includeAll is not',
  ],
  'a value for All that is a list': [
    `d.variable.custom({ name: 'v', values: ['a'], includeAll: 'list', allValue: '.*' })`,
    'allValue is set, and includeAll is "list"',
  ],
  'an order that Grafana does not have': [
    `d.variable.query({ name: 'v', query: 'up', sort: 'numerical' } as any)`,
    'sort is "numerical"',
    'numericDescending',
  ],
  'an interval that is none of its own': [
    `d.variable.interval({ name: 'v', values: ['1m'], default: 'auto' })`,
    'default is "auto", which is not one of the values',
  ],
  'a raw variable without a type': [
    `d.variable.raw({ name: 'v', json: {} } as any)`,
    'variable.raw "v": json.type is missing',
    'such as groupby',
  ],
  'json of a variable that holds a function': [
    `d.variable.text({ name: 'v', json: { query: () => 1 } } as any)`,
    'variable.text "v": json.query is a function, which JSON cannot represent',
  ],
  'json of a variable that sets what it inherits from': [
    `d.variable.text({ name: 'v', json: { ['__proto__']: { a: 1 } } } as any)`,
    'json has the name __proto__',
  ],
};
