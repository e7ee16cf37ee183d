import type { Matcher } from '../catalog/index.js';
import { quotedPattern } from '../catalog/quoted-pattern.js';

/** A matcher on one value, or on any of several. */
export function anyOf(label: string, values: readonly string[]): Matcher {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return { label, operator: '=', value: only };
  return { label, operator: '=~', value: values.map(quotedPattern).join('|') };
}
