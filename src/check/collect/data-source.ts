import { onlyVariableIn } from '../../define/dashboards/variable-use.js';
import type { Variable } from '../../define/index.js';
import { type Language, languageOfPlugin, languageOfVariable, mixedDatasource } from '../../grafana/index.js';

type Json = Readonly<Record<string, unknown>>;

/** A data source that is known to be none of those whose languages are checked, or of which nothing is known. */
const other = Symbol('other');

/** Data sources of Grafana's own: their queries are no text. */
const builtIn = new Set(['grafana', '-- Grafana --', '-- Dashboard --', '__expr__', '-100']);

/**
 * The language of a query in raw JSON: that of its own data source, or of its panel's. A query of which neither tells
 * is for the data source that a Grafana has as its default, and taken as PromQL.
 *
 * A data source is named by its uid, or in older dashboards by a text that is its name or its uid, and either may be a
 * variable (`getInstanceSettings` of Grafana's datasource_srv.ts; the type beside a uid decides nothing there).
 */
export function languageOf(target: Json, panel: Json, variables: readonly Variable[]): Language | undefined {
  const found = dataSourceOf(target.datasource, variables) ?? dataSourceOf(panel.datasource, variables);
  return found === undefined ? 'promql' : found === other ? undefined : found;
}

/** The language of a reference; undefined where it names no data source, or leaves that to each query. */
function dataSourceOf(
  reference: unknown,
  variables: readonly Variable[],
): Language | typeof other | undefined {
  const { uid, type } = asRecord(reference);
  const byType = typeof type === 'string' ? (languageOfPlugin(type) ?? other) : undefined;
  if (typeof uid !== 'string' || uid === '' || uid === 'default') return byType;
  if (uid === mixedDatasource.uid) return undefined;
  if (builtIn.has(uid)) return other;
  return byVariable(uid, variables) ?? byType ?? byName(uid) ?? other;
}

function asRecord(reference: unknown): { readonly uid?: unknown; readonly type?: unknown } {
  return typeof reference === 'object' && reference !== null ? reference : { uid: reference };
}

/** The variable that a reference is; undefined where it is none. */
export function variableOf(reference: unknown): string | undefined {
  const { uid } = asRecord(reference);
  return typeof uid === 'string' ? onlyVariableIn(uid) : undefined;
}

/** What a reference names, a variable in one way of writing it; undefined where it is Grafana's default. */
export function uidOf(reference: unknown): string | undefined {
  const { uid } = asRecord(reference);
  if (typeof uid !== 'string' || uid === '' || uid === 'default') return undefined;
  const variable = onlyVariableIn(uid);
  return variable === undefined ? uid : `\${${variable}}`;
}

/** Whether each query of a panel goes to its own data source. */
export function isMixed(reference: unknown): boolean {
  return asRecord(reference).uid === mixedDatasource.uid;
}

/** Whether a query is computed by Grafana from the results of others: it goes to no data source. */
export function isExpression(reference: unknown): boolean {
  const { uid, type } = asRecord(reference);
  return type === '__expr__' || uid === '__expr__' || uid === '-100';
}

/** The language of a variable for data sources: the dashboard's own, or one that it is given where it needs it. */
function byVariable(uid: string, variables: readonly Variable[]): Language | typeof other | undefined {
  const name = onlyVariableIn(uid);
  if (name === undefined) return undefined;
  const own = variables.find((variable) => variable.name === name);
  if (!own) return languageOfVariable(name);
  return own.type === 'datasource' ? (languageOfPlugin(own.plugin) ?? other) : undefined;
}

/** Grafana names a data source after its type unless somebody gives it another name, `loki` or `Loki-1`. */
function byName(name: string): Language | undefined {
  const [, word = name] = /^([a-z]+)(-\d+)?$/i.exec(name) ?? [];
  return languageOfPlugin(word.toLowerCase());
}
