import { hidesOfV2, refreshesOfV2, sortsOfV2 } from '../../../grafana/index.js';
import { type Plain, plain, textOf } from '../../read/plain.js';
import { present, queryOf, sourceOf } from './pieces.js';

/** Types of variables by their kinds in v2. */
const types: Readonly<Record<string, string>> = {
  QueryVariable: 'query',
  CustomVariable: 'custom',
  IntervalVariable: 'interval',
  TextVariable: 'textbox',
  ConstantVariable: 'constant',
  DatasourceVariable: 'datasource',
  AdhocVariable: 'adhoc',
  GroupByVariable: 'groupby',
  SwitchVariable: 'switch',
};

/** A variable as classic dashboards have it; undefined for one of an unknown kind. */
export function classicVariable(value: unknown): Plain | undefined {
  const { kind, spec: given, group, ...others } = plain(value);
  const type = typeof kind === 'string' && Object.hasOwn(types, kind) ? types[kind] : undefined;
  if (type === undefined) return undefined;
  const { hide, refresh, sort, datasource: _, ...spec } = plain(given);
  const common = present({
    ...spec,
    type,
    hide: position(hidesOfV2, hide),
    refresh: position(refreshesOfV2, refresh),
    sort: position(sortsOfV2, sort),
  });
  switch (type) {
    case 'query': {
      const { query, datasource } = queryOf(spec.query, plain(given));
      return present({ ...common, query, datasource });
    }
    case 'adhoc':
    case 'groupby':
      return present({ ...common, datasource: sourceOf(others, textOf(group), plain(given)) });
    case 'datasource': {
      const { pluginId, ...rest } = common;
      return { ...rest, query: textOf(pluginId) };
    }
    case 'interval':
      return intervalVariable(common);
    case 'switch':
      return switchVariable(common);
    default:
      return common;
  }
}

/** The place in a list; undefined for what is not in it, and for what a classic dashboard does not say either. */
function position(list: readonly string[], value: unknown): number | undefined {
  const index = list.indexOf(textOf(value));
  return index < 0 ? undefined : index;
}

/** The classic name of auto holds that of the variable. */
function intervalVariable(variable: Plain): Plain {
  const current = plain(variable.current);
  if (current.value !== '$__auto') return variable;
  return { ...variable, current: { ...current, value: `$__auto_interval_${textOf(variable.name)}` } };
}

/** A switch has its two values as options, the one for on first. */
function switchVariable(variable: Plain): Plain {
  const { enabledValue, disabledValue, current, ...rest } = variable;
  const option = (value: unknown): Plain => ({ text: value, value });
  return {
    ...rest,
    current: option(current),
    options: [option(enabledValue ?? 'true'), option(disabledValue ?? 'false')],
  };
}
