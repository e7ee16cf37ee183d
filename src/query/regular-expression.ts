export { toRe2 } from '../catalog/regular-expression.js';

/** The flags at the beginning of a pattern. */
interface Flags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
}

/** A pattern without leading flags such as `(?i)` and `(?s)`, and those flags. */
export function withoutFlags(pattern: string): Flags & { readonly pattern: string } {
  const [start = '', flags = ''] = /^\(\?([is]+)\)/.exec(pattern) ?? [];
  return {
    pattern: pattern.slice(start.length),
    ignoreCase: flags.includes('i'),
    dotAll: flags.includes('s'),
  };
}

const known = new Map<string, RegExp | undefined>();

/**
 * A pattern of a matcher as JavaScript's regular expression for whole values: what `toRe2` gives, and what people write
 * in PromQL themselves.
 *
 * @param options.dotAll Whether `.` is a line feed too, as in Prometheus 3 and not in Alertmanager. @default true
 * @returns undefined if JavaScript has no equivalent, so that nothing is known about the pattern
 */
export function wholeValues(
  pattern: string,
  { dotAll = true }: { dotAll?: boolean } = {},
): RegExp | undefined {
  const key = `${dotAll}${pattern}`;
  if (known.has(key)) return known.get(key);
  const { pattern: source, ...flags } = withoutFlags(pattern);
  let expression: RegExp | undefined;
  try {
    const text = translated(source, dotAll || flags.dotAll);
    expression = new RegExp(`^(?:${text})$`, flags.ignoreCase ? 'iu' : 'u');
  } catch {
    expression = undefined;
  }
  known.set(key, expression);
  return expression;
}

const escapeText = String.raw`\\x\{[\da-fA-F]+\}|\\[pP]\{\w+\}|\\[pP][A-Z]|\\[^]`;
/** In RE2 a closing bracket right after the opening one is an ordinary character. */
const characterClass = String.raw`\[\^?\]?(?:\[:\^?\w+:\]|\\[^]|[^\]\\])*\]`;
const tokens = new RegExp(String.raw`${escapeText}|${characterClass}|\(\?P<|\{\d+(?:,\d*)?\}|[{}\].]`, 'gu');
const tokensOfClass = new RegExp(String.raw`${escapeText}|\[:\^?\w+:\]|[[\]]`, 'gu');

/** RE2 as JavaScript with the flag `u`, which rejects unknown syntax instead of guessing. */
function translated(source: string, dotAll: boolean): string {
  return source.replaceAll(tokens, (token) => {
    if (token.startsWith('\\')) return spaces[token] ?? escaped(token);
    if (token.startsWith('[')) return classOf(token);
    if (token === '.') return dotAll ? '[^]' : '[^\\n]';
    if (token === '(?P<') return '(?<';
    return token.length === 1 ? `\\${token}` : token;
  });
}

/** Of ASCII alone. */
const spaces: Readonly<Record<string, string>> = { '\\s': '[\\t\\n\\f\\r ]', '\\S': '[^\\t\\n\\f\\r ]' };

function classOf(text: string): string {
  const [start = ''] = /^\[\^?/.exec(text) ?? [];
  const body = text.slice(start.length, -1).replaceAll(tokensOfClass, (token) => {
    if (token.startsWith('\\')) return escaped(token);
    return token.length === 1 ? `\\${token}` : (posix[token] ?? '\\invalid');
  });
  return `${start}${body}]`;
}

const posix: Readonly<Record<string, string>> = {
  '[:alnum:]': '0-9A-Za-z',
  '[:alpha:]': 'A-Za-z',
  '[:digit:]': '0-9',
  '[:lower:]': 'a-z',
  '[:punct:]': '!-\\/:-@\\[-`\\{-~',
  '[:space:]': '\\t\\n\\v\\f\\r ',
  '[:upper:]': 'A-Z',
  '[:word:]': '0-9A-Za-z_',
  '[:xdigit:]': '0-9A-Fa-f',
};

function escaped(token: string): string {
  const name = token.slice(1);
  const property = /^([pP])\{?(\w+?)\}?$/.exec(name);
  if (property?.[2])
    return `\\${property[1]}{${/^([A-Z][a-z]?)$/.test(property[2]) && property[2] !== 'Yi' ? '' : 'Script='}${property[2]}}`;
  if (name.startsWith('x{')) return `\\u${name.slice(1)}`;
  if (name === 'A') return '^';
  if (name === 'z') return '$';
  if (name === 'a') return '\\x07';
  // With the flag `u`, JavaScript rejects escapes of ordinary characters.
  const code = name.charCodeAt(0);
  return name.length === 1 && /[^A-Za-z0-9^$\\.*+?()[\]{}|/]/.test(name) && code < 0x80
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : token;
}

/** Syntax that RE2 does not have: https://github.com/google/re2/wiki/Syntax. */
const unsupported: readonly (readonly [RegExp, string])[] = [
  [/^\(\?<?[=!]$/, 'RE2 has no look-around'],
  [/^\\[1-9]$|^\\k</, 'RE2 has no references back to a group'],
];
const groupsAndEscapes = new RegExp(String.raw`\\k<|${escapeText}|${characterClass}|\(\?<?[=!]`, 'gu');

/** Messages of V8 for mistakes that RE2 refuses too; others are of syntax that only JavaScript lacks. */
const sharedMistakes =
  /: (Unterminated group|Unmatched '\)'|Unterminated character class|Nothing to repeat|\\ at end of pattern|numbers out of order in \{\} quantifier|Range out of order in character class)$/;

/** Why RE2 rejects a pattern, if that is certain; undefined if it accepts it, or may. */
export function patternProblem(pattern: string): string | undefined {
  // Quoted text, which the tokens below do not know.
  if (pattern.includes('\\Q')) return undefined;
  for (const [token] of pattern.matchAll(groupsAndEscapes)) {
    const [, problem] = unsupported.find(([lacking]) => lacking.test(token)) ?? [];
    if (problem !== undefined) return problem;
  }
  if (wholeValues(pattern)) return undefined;
  const source = withoutFlags(pattern).pattern.replaceAll('(?P<', '(?<');
  try {
    new RegExp(source);
    return undefined;
  } catch (error) {
    return sharedMistakes.exec((error as Error).message)?.[1]?.toLowerCase();
  }
}
