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
  if (list.length === 0) return toYaml({ [key]: list });
  const [head = ''] = toYaml({ [key]: [null] }).split('\n', 1);
  const members = list.map((member) => toYaml({ [key]: [member] }).slice(head.length + 1));
  return [`${head}\n`, ...members].join('');
}

/** Pretty JSON: two spaces, keys in the given order, final newline. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Compact JSON: no white space, keys in the given order. */
export function toCompactJson(value: unknown): string {
  return JSON.stringify(value);
}
