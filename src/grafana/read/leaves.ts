import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../plain.js';

export type Json = Readonly<Record<string, unknown>>;

/** Settings by their paths, such as `options.legend.placement`. Lists are values. */
export type Leaves = ReadonlyMap<string, unknown>;

/** Keys hold points now and then. */
const separator = '\u0000';

export function keyOf(...path: readonly string[]): string {
  return path.join(separator);
}

/** All settings in data, without those that are null: Grafana reads such as absent. */
export function leavesIn(value: unknown, path: readonly string[] = []): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const visit = (part: unknown, at: readonly string[]) => {
    if (part === undefined || part === null) return;
    if (!isRecord(part)) found.set(keyOf(...at), part);
    else for (const [key, inner] of Object.entries(part)) visit(inner, [...at, key]);
  };
  visit(value, path);
  return found;
}

/** The object that has such settings. */
export function nested(leaves: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, value] of leaves) setAt(result, key.split(separator), value);
  return result;
}

/** Sets what is at a path, and makes the objects on the way. */
export function setAt(object: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first = '', ...others] = path;
  if (others.length === 0) {
    object[first] = value;
    return;
  }
  const inner = object[first];
  const next: Record<string, unknown> = isRecord(inner) ? { ...inner } : {};
  object[first] = next;
  setAt(next, others, value);
}

export function same(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b);
}
