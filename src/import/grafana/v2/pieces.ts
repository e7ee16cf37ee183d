import { isPlain, type Plain, plain, textOf } from '../../read/plain.js';

/**
 * A part of a dashboard of version v2, `{ kind, spec }`. What it is of (the plugin, the type of data source, the id of a
 * transformation) is its `group`, and was its `kind` in v2alpha1.
 */
export interface Piece {
  readonly group: string;
  readonly spec: Plain;
  readonly all: Plain;
}

export function pieceOf(value: unknown, kind: string): Piece {
  const all = plain(value);
  const group = all.kind === kind ? textOf(all.group) : textOf(all.kind);
  return { group, spec: plain(all.spec), all };
}

/** The values that are there. */
export function present(values: Plain): Plain {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
  );
}

/** Where v2 keeps a query that is no object. */
const legacyText = '__legacyStringValue';

/**
 * What a query asks, and of which data source.
 *
 * @param holder What the query is in: v2alpha1 has the data source there.
 */
export function queryOf(
  value: unknown,
  holder: Plain,
): { readonly query: Plain | string; readonly datasource: Plain | undefined } {
  const { group, spec, all } = pieceOf(value, 'DataQuery');
  const legacy = spec[legacyText];
  const isText = typeof legacy === 'string' && Object.keys(spec).length === 1;
  return { query: isText ? legacy : spec, datasource: sourceOf(all, group, holder) };
}

/** The reference of a data source as classic dashboards have it; undefined for the default one of no known type. */
export function sourceOf(named: Plain, group: string, holder: Plain): Plain | undefined {
  const own = isPlain(holder.datasource) ? holder.datasource : {};
  const type = textOf(own.type) || group;
  const uid = textOf(plain(named.datasource).name) || textOf(own.uid) || textOf(own.name);
  if (type === '' && uid === '') return undefined;
  return present({ type: type || undefined, uid: uid || undefined });
}
