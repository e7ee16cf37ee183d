import { isRecord, recordOf } from '../plain.js';

type Data = Readonly<Record<string, unknown>>;

/**
 * Merges objects key by key; the keys of `over` come first at every level except the first. Anything else is replaced.
 */
export function merged(base: object, over: object, depth = 0): Data {
  const under = recordOf(base);
  const result: Record<string, unknown> = depth === 0 ? { ...under } : {};
  for (const key of Object.keys(over)) {
    const value = Reflect.get(over, key);
    if (value === undefined) continue;
    const existing = Object.hasOwn(under, key) ? under[key] : undefined;
    result[key] = isRecord(existing) && isRecord(value) ? merged(existing, value, depth + 1) : value;
  }
  if (depth === 0) return result;
  for (const key of Object.keys(under)) if (!Object.hasOwn(result, key)) result[key] = under[key];
  return result;
}
