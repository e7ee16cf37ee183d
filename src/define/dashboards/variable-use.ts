/** Grafana's own pattern for variables in a text: `$name`, `${name:format}`, `[[name:format]]`. */
const variableUse = /\$(\w+)|\$\{(\w+)(?:\.[^:}]+)?(?::[^}]+)?\}|\[\[(\w+?)(?::\w+)?\]\]/g;

/** Names of the variables that a text uses. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(variableUse)].map(
    ([, plain, braced, bracketed]) => plain ?? braced ?? bracketed ?? '',
  );
}

/** The use of a variable in a text. */
export interface VariableUse {
  readonly name: string;
  /** `$name`, which may be an ordinary dollar before a word. */
  readonly plain: boolean;
  /** Where the use ends in the text. */
  readonly end: number;
}

/** The variables that a text uses, with how each is written. */
export function variableUsesIn(text: string): VariableUse[] {
  return [...text.matchAll(variableUse)].map(({ 0: use, 1: plain, 2: braced, 3: bracketed, index }) => ({
    name: plain ?? braced ?? bracketed ?? '',
    plain: plain !== undefined,
    end: index + use.length,
  }));
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
