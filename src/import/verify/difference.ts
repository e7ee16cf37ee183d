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
      found.push({ at: path, message: `has ${actual.length} items instead of ${expected.length}` });
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
  const [is, wanted] = [textOf(actual), textOf(expected)];
  const start = startOfDifference(is, wanted);
  found.push({ at: path, message: `is ${excerpt(is, start)} instead of ${excerpt(wanted, start)}` });
  return found;
}

/** Most letters of a value that are shown, and of those before the first that differs. */
const longest = 120;
const before = 40;

function textOf(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

/** Where to begin with two texts of which both must be cut: a little before the first letter that differs. */
function startOfDifference(one: string, other: string): number {
  if (one.length <= longest && other.length <= longest) return 0;
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  return same < longest - before ? 0 : same - before;
}

function excerpt(text: string, start: number): string {
  const end = start + longest;
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${text.length > end ? '…' : ''}`;
}
