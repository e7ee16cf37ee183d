import {
  isList,
  isRecord,
  jsonCopy,
  listOf,
  type PlainRecord,
  recordOf,
  stringOf,
  textOf,
} from '../../plain.js';

/** A mapping of plain data. */
export type Plain = PlainRecord;

export { isList, isRecord as isPlain, jsonCopy, listOf, recordOf as plain, stringOf, textOf };

/** Deeper than any dashboard. */
const deepest = 100;
/** More values than any dashboard of 20 MB has. */
const mostValues = 3_000_000;
const prototypeKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** What makes a document one that nothing can be made of; undefined for others. */
export function unsafePart(document: unknown): { readonly at: string; readonly message: string } | undefined {
  let values = 0;
  const walk = (value: unknown, path: readonly string[]): { at: string; message: string } | undefined => {
    values++;
    if (values > mostValues)
      return {
        at: '',
        message: `has more than ${mostValues} values: a file of that size is neither a dashboard nor a rule file`,
      };
    if (typeof value !== 'object' || value === null) return undefined;
    if (path.length > deepest)
      return {
        at: shown(path),
        message: `is nested more than ${deepest} levels deep; dashboards have twenty`,
      };
    for (const key of Object.keys(value)) {
      const at = [...path, key];
      if (!Array.isArray(value) && prototypeKeys.has(key))
        return {
          at: shown(path),
          message: `has the key ${key}, which changes what an object is; remove it from the file`,
        };
      const found = walk(Reflect.get(value, key), at);
      if (found) return found;
    }
    return undefined;
  };
  return walk(document, []);
}

function shown(path: readonly string[]): string {
  return pathText(path.slice(0, 8));
}

/** `spec.groups[0].rules` */
export function pathText(path: readonly (string | number)[]): string {
  return path
    .map((part, index) => (/^\d+$/.test(String(part)) ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('');
}
