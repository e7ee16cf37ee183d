import { DEFAULT_SCALAR_STYLE_RULES, dump, SCALAR_STYLE, type ScalarStyleRule } from 'js-yaml';

/**
 * Texts that Go's YAML reads as numbers or dates and JavaScript's does not: prefixes in upper case, months and days of
 * one digit. Source: `resolve` and `parseTimestamp` in resolve.go of gopkg.in/yaml.v2 and v3.
 */
export const onlyGoResolves = /^[-+]?0[BXOo][\da-fA-F_]+$|^\d{4}-\d{1,2}-\d{1,2}($|[Tt ])/;

const quoteForGo: ScalarStyleRule = (layout) => {
  if (onlyGoResolves.test(layout.node.value)) layout.allowedStylesMask &= ~(1 << SCALAR_STYLE.PLAIN);
};
const scalarStyleRules = [quoteForGo, ...Object.values(DEFAULT_SCALAR_STYLE_RULES)];

/**
 * YAML with keys in the given order, two spaces, no anchors, and no line folding, so that expressions stay on one line.
 * Undefined properties are left out.
 *
 * @throws YAMLException for values that YAML cannot represent, such as a function
 */
export function toYaml(value: unknown): string {
  return dump(value, { lineWidth: -1, noRefs: true, scalarStyleRules });
}

/**
 * The same for an object of one property, a list. Its members are written one by one: of a long list as a whole,
 * js-yaml would have ten times its text in memory.
 */
export function listToYaml(key: string, list: readonly unknown[]): string {
  return list.length === 0 ? toYaml({ [key]: list }) : [...listParts(key, list)].join('');
}

/**
 * The same in UTF-8, for files of which the text takes much memory. The members may be made one by one, too.
 *
 * @returns undefined for an empty list
 */
export function listToUtf8(key: string, list: Iterable<unknown>): Uint8Array | undefined {
  let bytes = Buffer.alloc(0);
  let length = 0;
  for (const part of listParts(key, list)) {
    // A UTF-16 code unit takes at most three bytes in UTF-8.
    const room = length + part.length * 3;
    if (room > bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(room, bytes.length * 2));
      bytes.copy(larger, 0, 0, length);
      bytes = larger;
    }
    length += bytes.write(part, length);
  }
  return length === 0 ? undefined : bytes.subarray(0, length);
}

/** The text of a list before its first member, and of each member. */
function* listParts(key: string, list: Iterable<unknown>): Generator<string> {
  let head: string | undefined;
  for (const member of list) {
    if (head === undefined) {
      head = `${toYaml({ [key]: [null] }).split('\n', 1)[0]}\n`;
      yield head;
    }
    yield toYaml({ [key]: [member] }).slice(head.length);
  }
}

/** Pretty JSON: two spaces, keys in the given order, final newline. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Compact JSON: no white space, keys in the given order. */
export function toCompactJson(value: unknown): string {
  return JSON.stringify(value);
}
