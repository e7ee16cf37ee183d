/** Where in a call something stands. */
export interface ArgumentPlace {
  /** Function or aggregation. */
  readonly func: string;
  /** Index of the argument, from 0. */
  readonly index: number;
}

const clause = /(?:\b(?:by|without)\s*\([^()]*\)\s*)$/i;
const name = /([A-Za-z_][A-Za-z0-9_]*)\s*$/;
/** Words before a bracket that are no function: the bracket belongs to what is around it. */
const operators = new Set(
  'and or unless atan2 on ignoring group_left group_right by without bool offset'.split(' '),
);

/**
 * The innermost call around a place in a text, which need not parse; undefined where there is none, or where the
 * place lies inside braces, brackets or a string of it.
 */
export function argumentAt(text: string, at: number): ArgumentPlace | undefined {
  let index = 0;
  let depth = 0;
  for (let i = at - 1; i >= 0; i--) {
    const char = text[i] ?? '';
    if (char === '"' || char === "'" || char === '`') {
      i = openingOf(text, i, char);
      if (i < 0) return undefined;
    } else if (char === ')' || char === '}' || char === ']') depth += 1;
    else if (char === '(' || char === '{' || char === '[') {
      if (depth > 0) {
        depth -= 1;
        continue;
      }
      if (char !== '(') return undefined;
      const before = text.slice(0, i).replace(clause, '');
      const func = name.exec(before)?.[1]?.toLowerCase();
      if (func !== undefined && !operators.has(func)) return { func, index };
      if (func !== undefined && /^(on|ignoring|group_left|group_right|by|without)$/.test(func))
        return undefined;
      // Plain brackets: the argument goes on around them.
      index = 0;
    } else if (char === ',' && depth === 0) index += 1;
  }
  return undefined;
}

/** Where the string that ends at `end` begins; -1 where it does not. */
function openingOf(text: string, end: number, quote: string): number {
  for (let i = end - 1; i >= 0; i--) {
    if (text[i] !== quote) continue;
    let escapes = 0;
    while (quote !== '`' && text[i - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return i;
  }
  return -1;
}
