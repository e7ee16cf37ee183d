export { toYaml } from './yaml.js';

/** JSON for people: two spaces, keys as given, final newline. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** JSON for machines: no white space, keys as given. */
export function toCompactJson(value: unknown): string {
  return JSON.stringify(value);
}
