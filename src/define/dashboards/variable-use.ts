/** Grafana's own pattern for variables in a text: `$name`, `${name:format}`, `[[name:format]]`. */
const variableUse = /\$(\w+)|\$\{(\w+)(?:\.[^:}]+)?(?::[^}]+)?\}|\[\[(\w+?)(?::\w+)?\]\]/g;

/** Names of the variables that a text uses. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(variableUse)].map(
    ([, plain, braced, bracketed]) => plain ?? braced ?? bracketed ?? '',
  );
}

/** The variable that a text consists of; undefined for a text that is more than that, or none. */
export function onlyVariableIn(text: string): string | undefined {
  const trimmed = text.trim();
  const [use] = trimmed.matchAll(variableUse);
  return use?.[0] === trimmed ? variablesIn(trimmed)[0] : undefined;
}

/** Whether a text may use a variable: cheaper than looking for it. */
export function mayUseVariables(text: string): boolean {
  return text.includes('$') || text.includes('[[');
}
