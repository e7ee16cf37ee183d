import type { Matcher } from '../catalog/index.js';

/** A matcher on one value, or on any of several. */
export function anyOf(label: string, values: readonly string[]): Matcher {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return { label, operator: '=', value: only };
  return { label, operator: '=~', value: values.map(quotedPattern).join('|') };
}

/** A pattern that matches exactly one text. */
export function quotedPattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
