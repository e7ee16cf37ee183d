import { dump } from 'js-yaml';

/**
 * YAML with keys as given, two spaces, no anchors, and lines unfolded so that an expression stays in one piece. Members
 * without a value are left out.
 *
 * @throws YAMLException for what YAML has no form for, such as a function
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
