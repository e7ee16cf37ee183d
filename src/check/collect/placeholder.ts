/** A Grafana variable or macro in an expression. */
export interface Placeholder {
  /** Its name without `$`, braces and format. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Where it stands: in PromQL itself, in the value of a label matcher, in any other string. */
  readonly where: 'code' | 'matcher' | 'string';
}

/**
 * In a string, the placeholder with index n is replaced by repetitions of the character `firstPlaceholder + n` (Unicode's
 * private use area). A string that contains one has an unknown value, and the index leads back to the variable.
 */
export const firstPlaceholder = 0xe000;
const lastPlaceholder = 0xf8ff;

/** Indexes of the placeholders in a string of the parsed expression. Empty for a string without variables. */
export function placeholdersIn(value: string): number[] {
  const found: number[] = [];
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code >= firstPlaceholder && code <= lastPlaceholder && found.at(-1) !== code - firstPlaceholder)
      found.push(code - firstPlaceholder);
  }
  return found;
}

/** True for a string of the parsed expression that holds a variable. */
export function hasPlaceholder(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code >= firstPlaceholder && code <= lastPlaceholder) return true;
  }
  return false;
}
