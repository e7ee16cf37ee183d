import type { Placeholder } from './placeholder.js';
import { identifiersAround, replacement, type VariableKind } from './substitute-text.js';

/** An expression that Prometheus' parser can read, with the same offsets as the original. */
export interface Substituted {
  readonly text: string;
  readonly placeholders: readonly Placeholder[];
  /** Identifiers in `text` that stand wholly or partly for a variable. */
  readonly names: ReadonlySet<string>;
}

/** The variables of a dashboard by name, and what their values look like. */
export type VariableKinds = ReadonlyMap<string, VariableKind>;

const noPlaceholders: readonly Placeholder[] = [];
const noNames: ReadonlySet<string> = new Set();
const noVariables: VariableKinds = new Map();
/** Text in which no string, selector, range or variable begins or ends. */
const plain = /[^"'`$[\]{}#\\]+/y;
/** Grafana's own pattern for variables, applied at one position. */
const variable = /\$(\w+)|\$\{(\w+)(?:\.[^:}]+)?(?::[^}]+)?\}|\[\[(\w+?)(?::\w+)?\]\]/y;

/** Replaces Grafana's variables and macros by text of the same length, so that positions stay exact. */
export function substitute(text: string, variables: VariableKinds = noVariables): Substituted {
  if (!text.includes('$') && !text.includes('[['))
    return { text, placeholders: noPlaceholders, names: noNames };
  const placeholders: Placeholder[] = [];
  const identifiers: number[] = [];
  let result = '';
  let copied = 0;
  let quote = '';
  let braces = 0;
  let brackets = 0;
  for (let i = 0; i < text.length; i++) {
    plain.lastIndex = i;
    if (plain.test(text)) i = plain.lastIndex;
    const char = text[i];
    if (char === undefined) break;
    if (char === '$' || (char === '[' && text[i + 1] === '[')) {
      const where = quote === '' ? 'code' : braces > 0 ? 'matcher' : 'string';
      const found = variableAt(text, i);
      if (found && isPlaceholder(found.name, where, char, variables)) {
        const placeholder = { name: found.name, start: i, end: found.end, where } as const;
        const filled = replacement(
          text,
          placeholder,
          placeholders.length,
          brackets > 0,
          variables.get(placeholder.name),
        );
        result += text.slice(copied, i) + filled.text;
        if (filled.identifier) identifiers.push(i);
        placeholders.push(placeholder);
        copied = placeholder.end;
        i = placeholder.end - 1;
        continue;
      }
    }
    if (quote !== '') {
      if (char === '\\' && quote !== '`') i += 1;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'" || char === '`') quote = char;
    else if (char === '{') braces += 1;
    else if (char === '}') braces -= 1;
    else if (char === '[') brackets += 1;
    else if (char === ']') brackets -= 1;
    else if (char === '#') {
      const line = text.indexOf('\n', i);
      i = line < 0 ? text.length : line;
    }
  }
  result += text.slice(copied);
  return { text: result, placeholders, names: identifiersAround(result, identifiers) };
}

function variableAt(text: string, at: number): { name: string; end: number } | undefined {
  variable.lastIndex = at;
  const match = variable.exec(text);
  if (!match) return undefined;
  return { name: match[1] ?? match[2] ?? match[3] ?? '', end: variable.lastIndex };
}

/** `$1` in a string is a group of a regular expression; `$name` is one too unless a variable has that name. */
function isPlaceholder(
  name: string,
  where: Placeholder['where'],
  char: string,
  variables: VariableKinds,
): boolean {
  if (where === 'code') return true;
  if (/^[0-9]/.test(name)) return false;
  if (name.startsWith('__') || variables.has(name)) return true;
  return where === 'matcher' && char === '$';
}
