import { DefinitionError } from './definition-error.js';

/**
 * A JavaScript regular expression in the syntax of RE2, which Prometheus, Loki, Tempo and Alertmanager use: the flags
 * `i` and `s` become `(?i)` and `(?s)`, `u` changes nothing, `\u00e9` becomes `\x{00e9}`.
 *
 * @throws DefinitionError for other flags, and for syntax that RE2 does not have (https://github.com/google/re2/wiki/Syntax)
 *   or reads as something else
 */
export function toRe2(expression: RegExp): string {
  const { source, flags } = expression;
  const strange = [...flags].find((flag) => !'isu'.includes(flag));
  if (strange !== undefined) {
    throw new DefinitionError(
      `${expression}: the flag ${strange} means nothing to the regular expressions of Prometheus and Alertmanager (RE2); expected i, s, u or none: leave it out`,
    );
  }
  const kept = flags.replaceAll('u', '');
  const text = special.test(source) ? translated(expression) : source;
  return kept === '' ? text : `(?${kept})${text}`;
}

/** Whether there is anything that JavaScript and RE2 may read differently; in most expressions there is nothing. */
const special = /\\|\(\?|\[\^?\]|\{\d{4,}|\{\d+,\d{4,}/;

/** Escapes, the begin of special groups, character classes, counts: what may need translation or is refused. */
const part =
  /\\(u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|[pPk][{<][^}>]*[}>]|c[A-Za-z]|.)|\(\?<?.|\[\^?\]|\[|\]|\{\d+(?:,\d*)?\}/gsu;

function translated(expression: RegExp): string {
  let isClass = false;
  return expression.source.replaceAll(part, (found: string, letter: string | undefined) => {
    if (letter !== undefined) return escaped(expression, found, letter, isClass);
    if (found === '[') isClass = true;
    // Within a class a bracket that opens is a character like others.
    else if (isClass) isClass = !found.endsWith(']');
    else {
      const problem = refusedSyntax(found);
      if (problem) refuse(expression, found, problem);
    }
    return found;
  });
}

/** What RE2 lacks outside of character classes, and what to write in its place. */
function refusedSyntax(found: string): string | undefined {
  if (found === '(?=' || found === '(?!')
    return 'looks ahead; write what may follow, or match a second label';
  if (found === '(?<=' || found === '(?<!')
    return 'looks behind; write what may precede, or match a second label';
  if (found.startsWith('(?<')) return 'names a group; number it: (…), or leave it unnamed: (?:…)';
  if (found === '[]') return 'is a class without characters, which matches nothing';
  if (found === '[^]') return 'is any character; write (?:.|\\n), or . with the flag s';
  const counts = /^\{(\d+)(?:,(\d*))?\}$/.exec(found);
  if (counts?.slice(1).some((count) => Number(count ?? 0) > largestCount))
    return `repeats more than ${largestCount} times`;
  return undefined;
}

/** RE2 refuses larger counts. */
const largestCount = 1000;

/** Letters after a backslash that mean the same to both. */
const sharedEscapes = 'dDwWsSbBtnrfvx0';

function escaped(expression: RegExp, found: string, letter: string, isClass: boolean): string {
  if (/^u./.test(letter)) return codePoint(expression, found, letter.replace(/^u\{?|\}$/g, ''));
  if (/^[1-9]/.test(letter)) refuse(expression, found, 'refers back to a group; write the text again');
  if (letter.startsWith('k')) refuse(expression, found, 'refers back to a group; write the text again');
  if (/^c./.test(letter)) refuse(expression, found, 'is a control character; write its code: \\x07');
  if (letter === 'b' && isClass) refuse(expression, found, 'is a backspace in a class; write \\x08');
  if (/^[pP]./.test(letter)) {
    if (letter.includes('='))
      refuse(expression, found, 'has a name that RE2 does not know; write \\p{L} or \\p{Greek}');
    return found;
  }
  if (/^[A-Za-z]/.test(letter) && !sharedEscapes.includes(letter))
    refuse(
      expression,
      found,
      `is the letter ${letter} in JavaScript and another thing in RE2; write ${letter}`,
    );
  return found;
}

function codePoint(expression: RegExp, found: string, hexadecimal: string): string {
  if (/^d[89a-f]..$/i.test(hexadecimal))
    refuse(expression, found, 'is half of a character; write \\u{…} whole');
  return `\\x{${hexadecimal}}`;
}

function refuse(expression: RegExp, found: string, problem: string): never {
  throw new DefinitionError(
    `${expression}: ${found} ${problem}. Prometheus, Loki and Alertmanager read regular expressions as RE2, which has no such thing`,
  );
}
