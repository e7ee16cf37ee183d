import { isPlain } from '../read/plain.js';

/** Where what is built from the imported bundle is not what the input has. */
export interface Difference {
  /** The file of the input. */
  readonly file: string;
  /** The place in it. */
  readonly at: string;
  readonly message: string;
}

/** Parts of two plain values that differ, by path; values as people read them. */
export function differences(
  expected: unknown,
  actual: unknown,
  path = '',
  found: { at: string; message: string }[] = [],
): { at: string; message: string }[] {
  if (Object.is(expected, actual) || found.length >= 200) return found;
  if (Array.isArray(expected) && Array.isArray(actual)) {
    if (expected.length !== actual.length) {
      found.push({ at: path, message: `has ${actual.length} items in place of ${expected.length}` });
      return found;
    }
    expected.forEach((item, index) => {
      differences(item, actual[index], `${path}[${index}]`, found);
    });
    return found;
  }
  if (isPlain(expected) && isPlain(actual)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)]))
      differences(expected[key], actual[key], path === '' ? key : `${path}.${key}`, found);
    return found;
  }
  found.push({ at: path, message: `is ${shownValue(actual)} in place of ${shownValue(expected)}` });
  return found;
}

function shownValue(value: unknown): string {
  if (value === undefined) return 'missing';
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
