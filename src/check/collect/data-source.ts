import { onlyVariableIn } from '../../define/dashboards/variable-use.js';
import type { Variable } from '../../define/index.js';
import { type Language, languageOfPlugin, languageOfVariable, mixedDatasource } from '../../grafana/index.js';

type Json = Readonly<Record<string, unknown>>;

/** A data source with a language that is not checked, or an unknown one. */
const other = Symbol('other');

/** Built-in data sources, whose queries are not text. */
const builtIn = new Set(['grafana', '-- Grafana --', '-- Dashboard --', '__expr__', '-100']);

/**
 * The language of a query in raw JSON: that of its own data source, or of its panel's. A query without either is for
 * Grafana's default data source, and is assumed to be PromQL.
 *
 * A data source is referenced by its uid, or in older dashboards by a string that is its name or its uid, and either
 * can be a variable (`getInstanceSettings` of Grafana's datasource_srv.ts; the type beside a uid decides nothing
 * there).
 */
export function languageOf(target: Json, panel: Json, variables: readonly Variable[]): Language | undefined {
  const found = dataSourceOf(target.datasource, variables) ?? dataSourceOf(panel.datasource, variables);
  return found === undefined ? 'promql' : found === other ? undefined : found;
}

/** The language of a reference; undefined if it names no data source, or leaves that to each query. */
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

/** The variable that a reference consists of; undefined for any other reference. */
export function variableOf(reference: unknown): string | undefined {
  const { uid } = asRecord(reference);
  return typeof uid === 'string' ? onlyVariableIn(uid) : undefined;
}

/** The uid or name in a reference, with variables in one syntax; undefined for Grafana's default. */
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

/** Whether a query is a server-side expression, which has no data source. */
export function isExpression(reference: unknown): boolean {
  const { uid, type } = asRecord(reference);
  return type === '__expr__' || uid === '__expr__' || uid === '-100';
}

/** The language of a data source variable: one of the dashboard, or one that is added automatically. */
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
