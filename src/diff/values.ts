import { isDeepStrictEqual } from 'node:util';
import { isRecord, type PlainRecord, recordOf } from '../plain.js';

/** Plain data, as parsed from JSON or YAML. */
export type Data = PlainRecord;

/** `name before → after`, or nothing when both are the same. */
export function difference(name: string, before: unknown, after: unknown): string[] {
  return isDeepStrictEqual(before, after) ? [] : [`${name} ${shown(before)} → ${shown(after)}`];
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The common keys of two maps and those of only one of them, in the order of the later map. */
export function matched<Value>(before: ReadonlyMap<string, Value>, after: ReadonlyMap<string, Value>) {
  return {
    removed: [...before].filter(([key]) => !after.has(key)),
    added: [...after].filter(([key]) => !before.has(key)),
    common: [...after].flatMap(([key, value]): [string, Value, Value][] => {
      const former = before.get(key);
      return former === undefined ? [] : [[key, former, value]];
    }),
  };
}

/** Leaves of a part that are listed one by one at most; more of them are one change of the part. */
const mostLeaves = 5;
/** The longest value that is shown beside the other. */
const longestValue = 60;

/**
 * What differs within two values: `legend.placement bottom → right`; the part alone where much does.
 *
 * @param name What the part is called: `options`.
 */
export function leafDifferences(name: string, before: unknown, after: unknown): string[] {
  const found: string[] = [];
  const walk = (path: string, from: unknown, to: unknown): void => {
    if (isDeepStrictEqual(from, to)) return;
    if (
      (isRecord(from) || isRecord(to)) &&
      (isRecord(from) || from === undefined) &&
      (isRecord(to) || to === undefined)
    ) {
      for (const key of new Set([...Object.keys(from ?? {}), ...Object.keys(to ?? {})]))
        walk(path === '' ? key : `${path}.${key}`, recordOf(from)[key], recordOf(to)[key]);
      return;
    }
    const isLong = [from, to].some((value) => shown(value).length > longestValue || isRecord(value));
    found.push(...(isLong ? [`${path || name} changed`] : difference(path || name, from, to)));
  };
  walk('', before, after);
  return found.length > mostLeaves ? [`${name} changed`] : found;
}
