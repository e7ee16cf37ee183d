/** A value that HCL's literal syntax can represent. */
export type HclValue =
  | null
  | boolean
  | number
  | string
  | readonly HclValue[]
  | { readonly [key: string]: HclValue };

/**
 * A value in HCL's literal syntax, laid out as `terraform fmt` does. Nothing in a string is evaluated: `${` and
 * `%{` are escaped.
 *
 * @param indent Columns by which lines after the first are moved to the right.
 */
export function toHcl(value: unknown, indent = 0): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return toHclString(value);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError(`${value} cannot be represented in HCL`);
  if (typeof value !== 'object') return String(value);
  const inner = ' '.repeat(indent + 2);
  const end = ' '.repeat(indent);
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    const items = value.map((item) => toHcl(item, indent + 2));
    if (!value.some((item) => typeof item === 'object' && item !== null)) return `[${items.join(', ')}]`;
    return `[\n${items.map((item) => `${inner}${item},\n`).join('')}${end}]`;
  }
  const body = toHclBody(value, indent + 2);
  return body === '' ? '{}' : `{\n${body}${end}}`;
}

/** The attributes of a body or an object, one or more lines each, with aligned equals signs. */
export function toHclBody(value: object, indent = 0): string {
  const attributes = Object.entries(value).map(([key, content]) => ({
    key: toHclKey(key),
    text: toHcl(content, indent),
  }));
  return attributes
    .map(({ key, text }, index) => {
      const width = alignment(attributes, index);
      return `${' '.repeat(indent)}${key.padEnd(width)} = ${text}\n`;
    })
    .join('');
}

/** Equals signs are aligned in runs of attributes that take one line each; a longer one stands for itself. */
function alignment(attributes: readonly { key: string; text: string }[], index: number): number {
  const single = (at: number) => attributes[at]?.text.includes('\n') === false;
  if (!single(index)) return 0;
  let first = index;
  while (single(first - 1)) first -= 1;
  let last = index;
  while (single(last + 1)) last += 1;
  return Math.max(...attributes.slice(first, last + 1).map(({ key }) => key.length));
}

/** `for` at the start of an object would begin a for expression. */
function toHclKey(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !['for', 'null', 'true', 'false'].includes(key)
    ? key
    : toHclString(key);
}

/**
 * HCL has the escapes of JSON except for two. A template sequence after another `$` or `%` needs a different escape.
 */
function toHclString(text: string): string {
  return JSON.stringify(text)
    .replaceAll(/\\(.)/g, (sequence, letter: string) => foreignEscapes[letter] ?? sequence)
    .replaceAll(/([$%])(?=\{)/g, (_, sign: string, offset: number, whole: string) =>
      whole[offset - 1] === sign ? `\\u00${sign.charCodeAt(0).toString(16)}` : sign + sign,
    );
}

const foreignEscapes: Readonly<Record<string, string>> = { b: '\\u0008', f: '\\u000c' };
