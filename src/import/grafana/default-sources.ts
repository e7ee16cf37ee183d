import { listOf, type Plain, plain, textOf } from '../read/plain.js';
import { type Json, jsonOf, objectsIn, panelsOf, variablesOf } from './migrate/step.js';

/** The type of data source that a query asks, by its own words; undefined where they do not say. */
function pluginOf(target: Json): string | undefined {
  if (typeof target.expr !== 'string') return undefined;
  // A selector of streams has no name before it; `|` in a text is one of a regular expression.
  const query = target.expr.replaceAll(/"(?:\\.|[^"\\])*"/g, '""');
  return /\|[=~]|(^|[^\w:\s}])\s*\{[^}]*\}\s*(\||$)/.test(query) && !query.includes('__name__')
    ? 'loki'
    : 'prometheus';
}

const usualNames: Readonly<Record<string, string>> = {
  prometheus: 'datasource',
  loki: 'loki',
  tempo: 'tempo',
};

/**
 * What asks no data source by name asks the default one of its Grafana. In the bundle that is a variable, of which the
 * default one is what is chosen at first. Where a data source is named without its type, queries tell what it is.
 *
 * @returns the variables that queries name and the dashboard does not have, which it has now
 */
export function nameDefaultSources(dashboard: Json): readonly string[] {
  const missing: string[] = [];
  const variables = variablesOf(dashboard);
  const added: Json[] = [];
  const variableOf = (plugin: string): string => {
    const usual = usualNames[plugin] ?? plugin.replaceAll(/\W+/g, '_');
    const all = [...variables, ...added];
    const known = all.find((one) => one.name === usual);
    if (known?.type === 'datasource' && known.query === plugin) return usual;
    const name = known ? `${usual}_default` : usual;
    if (!all.some((one) => one.name === name))
      added.push({ type: 'datasource', name, query: plugin, refresh: 1, options: [], current: {} });
    return name;
  };
  const isMissing = (name: string) => ![...variables, ...added].some((one) => one.name === name);
  const named = (source: unknown, plugin: string | undefined): unknown => {
    const { uid, type } = plain(source);
    if (typeof uid === 'string' && uid !== '') {
      const of = pluginOfReference(source, dashboard) ?? plugin;
      const wanted = variableIn(uid);
      if (of !== undefined && wanted !== undefined && isMissing(wanted)) {
        missing.push(wanted);
        added.push({ type: 'datasource', name: wanted, query: of, refresh: 1, options: [], current: {} });
      }
      return of === undefined ? source : { ...plain(source), type: of };
    }
    const of = textOf(type) || plugin;
    return of === undefined ? source : { type: of, uid: `\${${variableOf(of)}}` };
  };
  for (const panel of panelsOf(dashboard)) {
    for (const target of objectsIn(panel.targets)) {
      const { uid } = jsonOf(panel.datasource);
      const own = target.datasource ?? (uid === '-- Mixed --' ? undefined : panel.datasource);
      target.datasource = named(own, pluginOf(target));
    }
  }
  for (const variable of variables) {
    if (variable.type !== 'query' && variable.type !== 'adhoc') continue;
    const query = typeof variable.query === 'string' ? variable.query : textOf(jsonOf(variable.query).query);
    const isPrometheus =
      /^\s*(label_values|query_result|label_names|metrics)\(/.test(query) || variable.type === 'adhoc';
    variable.datasource = named(variable.datasource, isPrometheus ? 'prometheus' : undefined);
  }
  for (const annotation of objectsIn(jsonOf(dashboard.annotations).list))
    annotation.datasource = named(annotation.datasource, pluginOf(annotation));
  if (added.length > 0)
    dashboard.templating = { ...jsonOf(dashboard.templating), list: [...added, ...variables] };
  return missing;
}

/** The variable that a uid is, and nothing else. */
function variableIn(uid: string): string | undefined {
  const [, plainName, braced, old] = /^\$(\w+)$|^\$\{(\w+)\}$|^\[\[(\w+)\]\]$/.exec(uid) ?? [];
  return plainName ?? braced ?? old;
}

/** The type of the data source that a reference means, with the dashboard's own variables at hand. */
export function pluginOfReference(reference: unknown, dashboard: Plain): string | undefined {
  const { type, uid } = plain(reference);
  if (typeof type === 'string' && type !== '') return type;
  const name = variableIn(textOf(uid));
  const variable = listOf(plain(dashboard.templating).list)
    .map(plain)
    .find((one) => one.name === name && one.type === 'datasource');
  return variable && textOf(variable.query) !== '' ? textOf(variable.query) : undefined;
}
