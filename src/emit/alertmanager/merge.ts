import { isRecord } from '../../catalog/shape/index.js';

/** `over` on top of `base`: objects are merged, everything else is replaced. */
export function merged(base: object, over: object | undefined): Record<string, unknown> {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over ?? {})) {
    const before = result[key];
    result[key] = isRecord(before) && isRecord(value) ? merged(before, value) : value;
  }
  return result;
}
