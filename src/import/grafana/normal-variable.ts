import { variableKeys } from '../../grafana/index.js';
import { isPlain, type Plain, plain } from '../read/plain.js';
import { known, sourceField, without } from './normal-keys.js';
import { customChoices, intervalValues } from './variable-lists.js';

const ignoredOfVariable = new Set([
  ...[
    'options',
    'definition',
    'tagValuesQuery',
    'tagsQuery',
    'useTags',
    'tags',
    'datasource',
    'skipUrlSync_',
    'queryValue',
  ],
  ...[
    'current',
    'error',
    'state',
    'global',
    'index',
    'initLock',
    'rootStateKey',
    'auto_count_',
    'valuesFormat',
  ],
]);
const variableDefaults: Plain = {
  label: '',
  description: '',
  hide: 0,
  includeAll: false,
  multi: false,
  regex: '',
  skipUrlSync: false,
  sort: 0,
  allValue: '',
  auto: false,
  allowCustomValue: true,
  regexApplyTo: 'value',
};

/** A variable; its choice at first is that of `current`. */
export function normalVariable(variable: Plain): Plain {
  const result = without(known(variable, variableKeys), ignoredOfVariable, variableDefaults) as Record<
    string,
    unknown
  >;
  const { type } = variable;
  if (result.label === variable.name) delete result.label;
  if (type === 'query') {
    const { query } = variable;
    const text = isPlain(query) ? (textOfQuery(query) ?? query) : query;
    result.query = typeof text === 'string' ? text.trim() : text;
  }
  if (type === 'custom') result.query = customChoices(String(variable.query ?? ''));
  if (type === 'interval') result.query = intervalValues(String(variable.query ?? ''));
  if (type !== 'interval') delete result.auto;
  if (type !== 'interval' || variable.auto !== true || stepCountOf(variable) === 30) delete result.auto_count;
  else result.auto_count = stepCountOf(variable);
  if (type !== 'interval' || variable.auto !== true || variable.auto_min === '10s') delete result.auto_min;
  if (
    type === 'interval' ||
    type === 'constant' ||
    type === 'textbox' ||
    type === 'custom' ||
    type === 'datasource'
  )
    delete result.refresh;
  if (type !== 'query') delete result.sort;
  const chosen = chosenAtFirst(variable);
  const asks = type === 'query' || type === 'adhoc';
  return {
    ...result,
    ...(asks && sourceField(variable.datasource)),
    ...(chosen !== undefined && { chosen }),
  };
}

/** Whether data says no more than the text of a query. */
export function isText(query: Plain): boolean {
  return (
    typeof query.query === 'string' &&
    Object.keys(query).every((key) => /^(query|refId|qryType|label|metric|labelFilters)$/.test(key))
  );
}

/** The text that a query means which the editor of Prometheus or Loki has written as data. */
export function textOfQuery(query: Plain): string | undefined {
  const keys = Object.keys(query);
  const { label, stream = '', type } = query;
  if (isText(query)) return String(query.query);
  const isLoki = keys.every((key) => /^(label|stream|type|refId)$/.test(key));
  if (type === 0 && isLoki && label === undefined) return 'label_names()';
  if (type !== 1 || typeof label !== 'string' || !isLoki) return undefined;
  return stream === '' ? `label_values(${label})` : `label_values(${String(stream)}, ${label})`;
}

/** How many steps `auto` makes of the time range: 30 where nothing is said. Old versions wrote it as text. */
export function stepCountOf({ auto_count: count = 30 }: Plain): unknown {
  return typeof count === 'string' && /^\d+$/.test(count) ? Number(count) : count;
}

function chosenAtFirst(variable: Plain): unknown {
  const { value } = plain(variable.current);
  if (variable.type === 'constant' || variable.type === 'textbox' || variable.type === 'adhoc')
    return undefined;
  if (value === undefined || value === null || value === '') return undefined;
  const chosen = Array.isArray(value) ? value.map(String) : [String(value)];
  // All is what is chosen where nothing is said.
  const isAll = chosen.length === 1 && chosen[0] === '$__all' && variable.includeAll === true;
  return chosen.length === 0 || isAll ? undefined : chosen;
}
