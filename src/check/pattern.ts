/** Characters that mean something in a regular expression. */
const special = /[.*+?^${}()|[\]\\]/;

/** The texts of a pattern that is a list of literal alternatives (`a|b`); undefined for any other pattern. */
export function alternatives(pattern: string): string[] | undefined {
  const inner = /^\(([^()]*)\)$/.exec(pattern)?.[1] ?? pattern;
  const parts = inner.split('|');
  return parts.some((part) => special.test(part)) ? undefined : parts;
}

const cache = new Map<string, RegExp | undefined>();

/**
 * A pattern as Prometheus applies it, to whole values. RE2 and JavaScript agree on what matchers use; undefined for
 * what JavaScript does not know.
 */
export function compiled(pattern: string): RegExp | undefined {
  if (cache.has(pattern)) return cache.get(pattern);
  let expression: RegExp | undefined;
  try {
    expression = new RegExp(`^(?:${pattern})$`, 's');
  } catch {
    expression = undefined;
  }
  cache.set(pattern, expression);
  return expression;
}

/** The text that a pattern without any special character matches. */
export function literal(pattern: string): string | undefined {
  return special.test(pattern) ? undefined : pattern;
}
