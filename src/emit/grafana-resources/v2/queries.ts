import { isRecord, type PlainRecord, stringOf } from '../../../plain.js';
import type { DataQuery } from './types.js';

/** Where v2 keeps a query that is no object. */
const legacyText = '__legacyStringValue';

/** What names a data source in v2: its type is the group of what asks it, and its uid its name. */
export function sourceOf(reference: unknown): {
  readonly group: string;
  readonly datasource?: { readonly name: string };
} {
  if (typeof reference === 'string') return { group: '', datasource: { name: reference } };
  if (!isRecord(reference)) return { group: '' };
  const uid = stringOf(reference.uid);
  return { group: stringOf(reference.type) ?? '', ...(uid !== undefined && { datasource: { name: uid } }) };
}

/** A query of any data source. */
export function dataQuery(reference: unknown, query: unknown): DataQuery {
  const spec = isRecord(query) ? query : query === undefined ? {} : { [legacyText]: query };
  return { kind: 'DataQuery', version: 'v0', ...sourceOf(reference), spec };
}

/** A query of a panel, without what v2 keeps beside it. */
export function targetQuery(target: PlainRecord, panelSource: unknown): DataQuery {
  const { refId: _, hide: _hide, datasource, ...query } = target;
  return dataQuery(datasource ?? panelSource, query);
}
