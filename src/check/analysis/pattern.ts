/** Characters with a meaning in regular expressions. */
const special = /[.*+?^${}()|[\]\\]/;

/** The texts of a pattern that is a list of literal alternatives (`a|b`); undefined for any other pattern. */
export function alternatives(pattern: string): string[] | undefined {
  const inner = /^\(([^()]*)\)$/.exec(pattern)?.[1] ?? pattern;
  const parts = inner.split('|');
  return parts.some((part) => special.test(part)) ? undefined : parts;
}

/** The text that a pattern without any special character matches. */
export function literal(pattern: string): string | undefined {
  return special.test(pattern) ? undefined : pattern;
}
