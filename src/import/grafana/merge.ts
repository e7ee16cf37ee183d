import { isPlain, type Plain } from '../read/plain.js';

/**
 * What has to be merged over `emitted` to get `target`: the parts of it that differ; undefined where nothing does. What
 * `emitted` has besides becomes null, which Grafana reads as absent.
 */
export function remainder(target: Plain, emitted: Plain): Plain | undefined {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(target)) {
    const other = emitted[key];
    if (isPlain(value) && isPlain(other)) {
      const inner = remainder(value, other);
      if (inner) result[key] = inner;
    } else if (!equal(value, other)) result[key] = value;
  }
  for (const key of Object.keys(emitted)) {
    if (emitted[key] !== undefined && emitted[key] !== null && target[key] === undefined) result[key] = null;
  }
  return Object.keys(result).length > 0 ? result : undefined;
}

/** Whether two plain values are the same, keys in whatever order. */
export function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => equal(item, b[index]));
  }
  if (!isPlain(a) || !isPlain(b)) return false;
  const keys = Object.keys(a).filter((key) => a[key] !== undefined);
  return (
    keys.length === Object.keys(b).filter((key) => b[key] !== undefined).length &&
    keys.every((key) => equal(a[key], b[key]))
  );
}
