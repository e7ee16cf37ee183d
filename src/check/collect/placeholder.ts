/** A Grafana variable or macro in an expression. */
export interface Hole {
  /** Its name without `$`, braces and format. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Where it stands: in PromQL itself, in the value of a label matcher, in any other string. */
  readonly where: 'code' | 'matcher' | 'string';
}

/**
 * In the values of strings, the hole with index n becomes a run of this character plus n: a value that holds one is
 * not known, and tells which variable it comes from.
 */
export const firstHole = 0xe000;
const lastHole = 0xf8ff;

/** The indexes of the holes in a string of the parsed expression; empty for a string that is known. */
export function holesIn(value: string): number[] {
  const found: number[] = [];
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code >= firstHole && code <= lastHole && found.at(-1) !== code - firstHole)
      found.push(code - firstHole);
  }
  return found;
}

/** True for a string of the parsed expression that holds a variable. */
export function hasHole(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code >= firstHole && code <= lastHole) return true;
  }
  return false;
}
