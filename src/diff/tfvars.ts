import type { Data } from './values.js';

/** A string, a sign, or a word such as a name or a number; comments and spaces are left out. */
const token = /#[^\n]*|"(?:[^"\\]|\\.)*"|[{}[\]=,]|[^\s{}[\]=,"#]+/g;

/**
 * Reads variables of a module as builds write them: literals of HCL.
 *
 * @returns nothing for a file that somebody has written otherwise
 */
export function readTfvars(text: string): Data | undefined {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function read(text: string): Data {
  const tokens = (text.match(token) ?? []).filter((found) => !found.startsWith('#'));
  const next = (expected?: string): string => {
    const found = tokens.shift() ?? 'the end';
    if (expected !== undefined && found !== expected)
      throw new SyntaxError(`${expected} is expected, not ${found}`);
    return found;
  };
  const attributes = (end: string | undefined): Data => {
    const found: [string, unknown][] = [];
    while (tokens[0] !== end) {
      const name = next();
      next('=');
      found.push([name.startsWith('"') ? textOf(name) : name, value()]);
    }
    return Object.fromEntries(found);
  };
  const items = (): unknown[] => {
    const found: unknown[] = [];
    while (tokens[0] !== ']') {
      found.push(value());
      if (tokens[0] === ',') next();
    }
    return found;
  };
  const value = (): unknown => {
    const first = next();
    if (first === '{' || first === '[') {
      const whole = first === '{' ? attributes('}') : items();
      next();
      return whole;
    }
    return first.startsWith('"') ? textOf(first) : JSON.parse(first);
  };
  return attributes(undefined);
}

/** HCL has the escapes of JSON; `$${` and `%%{` stand for the beginning of a template. */
function textOf(literal: string): string {
  return (JSON.parse(literal) as string).replaceAll(/([$%])\1\{/g, '$1{');
}
