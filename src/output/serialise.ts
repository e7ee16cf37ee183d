import { dump } from 'js-yaml';

/**
 * YAML with keys in the given order, two spaces, no anchors, and no line folding, so that expressions stay on one line.
 * Undefined properties are left out.
 *
 * @throws YAMLException for values that YAML cannot represent, such as a function
 */
export function toYaml(value: unknown): string {
  return dump(value, { lineWidth: -1, noRefs: true });
}

/** Pretty JSON: two spaces, keys in the given order, final newline. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Compact JSON: no white space, keys in the given order. */
export function toCompactJson(value: unknown): string {
  return JSON.stringify(value);
}
