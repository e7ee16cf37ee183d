import { isDeepStrictEqual } from 'node:util';
import type { Data } from '../diff/index.js';
import { isRecord, recordOf } from '../plain.js';

/** What names the items of lists of a dashboard: panels, queries, variables and annotations. */
const names = ['id', 'refId', 'name'];

/**
 * A dashboard with what was changed from one version of it to another: where both have changed the same value, it is that
 * of the other version.
 */
export function withChanges(json: Data, from: Data, to: Data): Data {
  return recordOf(changed(json, from, to));
}

function changed(own: unknown, from: unknown, to: unknown): unknown {
  if (isDeepStrictEqual(from, to)) return own;
  if (isRecord(own) && isRecord(to)) {
    // A panel or a variable of another type has nothing of what the former one had.
    if (isRecord(from) && typeof to.type === 'string' && from.type !== to.type) return to;
    const before = isRecord(from) ? from : {};
    const result: Record<string, unknown> = {};
    for (const key of new Set([...Object.keys(own), ...Object.keys(to)])) {
      const value = changed(own[key], before[key], to[key]);
      if (value !== undefined) result[key] = value;
    }
    return result;
  }
  if (Array.isArray(own) && Array.isArray(from) && Array.isArray(to)) {
    const name = names.find((key) => [...own, ...from, ...to].every((item) => isRecord(item) && key in item));
    if (name !== undefined) return changedList(own, from, to, name);
  }
  return to;
}

/** Items by their names: those that came and went, and what has changed in the others. */
function changedList(
  own: readonly Data[],
  from: readonly Data[],
  to: readonly Data[],
  name: string,
): unknown[] {
  const [before, after] = [from, to].map((list) => new Map(list.map((item) => [item[name], item])));
  const known = new Set(own.map((item) => item[name]));
  const ordered = inOrder(own, from, to, name);
  return [
    ...ordered.flatMap((item) => {
      const other = after?.get(item[name]);
      const former = before?.get(item[name]);
      if (!other) return former ? [] : [item];
      return [changed(item, former, other)];
    }),
    ...to.filter((item) => !known.has(item[name]) && !before?.has(item[name])),
  ];
}

/** Items in the order of the other version, if that has changed it; what only they have stays behind what it followed. */
function inOrder(own: readonly Data[], from: readonly Data[], to: readonly Data[], name: string): Data[] {
  const namesOf = (list: readonly Data[]): unknown[] => list.map((item) => item[name]);
  const [before, after] = [namesOf(from), namesOf(to)];
  const common = before.filter((one) => after.includes(one));
  const isReordered = !isDeepStrictEqual(
    common,
    after.filter((one) => before.includes(one)),
  );
  if (!isReordered) return [...own];
  const byName = new Map(own.map((item) => [item[name], item]));
  const result = after.flatMap((one): Data[] => {
    const item = byName.get(one);
    return item ? [item] : [];
  });
  own.forEach((item, index) => {
    if (after.includes(item[name])) return;
    const former = own[index - 1];
    result.splice(former ? result.indexOf(former) + 1 : 0, 0, item);
  });
  return result;
}
