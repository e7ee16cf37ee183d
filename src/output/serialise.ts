import { writeYaml } from './yaml.js';

/** JSON for people: two spaces, keys as given, final newline. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** JSON for machines: no white space, keys as given. */
export function toCompactJson(value: unknown): string {
  return JSON.stringify(value);
}

/**
 * YAML with keys as given, two spaces, lines unfolded so that an expression stays in one piece, no anchors,
 * and every text that some YAML reader could take for a number, a date or a boolean in quotes.
 */
export function toYaml(value: unknown): string {
  return writeYaml(value);
}
