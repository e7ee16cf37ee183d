import { DefinitionError } from './definition-error.js';
import { type Place, placeOf } from './place.js';

/**
 * A JavaScript regular expression in the syntax of RE2, which Prometheus, Loki, Tempo and Alertmanager use: the flags
 * `i` and `s` become `(?i)` and `(?s)`, `u` changes nothing, `\u00e9` becomes `\x{00e9}`. Escapes that both know mean
 * what they mean to RE2: `\s` is ASCII space.
 *
 * @param place Where the expression was defined. @default where this is called from
 * @throws DefinitionError for other flags, and for syntax that RE2 does not have (https://github.com/google/re2/wiki/Syntax)
 *   or reads as something else
 */
export function toRe2(expression: RegExp, place?: Place): string {
  const { source, flags } = expression;
  // The definition may be behind `where` of a histogram, and behind a helper function of the bundle.
  const refuse: Refuse = (problem) => {
    throw new DefinitionError(`${expression}: ${problem}`, place ?? placeOf(toRe2, 10));
  };
  const strange = [...flags].find((flag) => !'isu'.includes(flag));
  if (strange !== undefined) {
    refuse(
      `the flag ${strange} is not supported by the regular expressions of Prometheus and Alertmanager (RE2); expected i, s, u or none: remove it`,
    );
  }
  const kept = flags.replaceAll('u', '');
  const text = special.test(source) ? translated(source, refuse) : source;
  return kept === '' ? text : `(?${kept})${text}`;
}

type Refuse = (problem: string) => never;

/** Whether the pattern has anything that JavaScript and RE2 may interpret differently; most have nothing. */
const special = /\\|\(\?|\[\^?\]|\{\d{4,}|\{\d+,\d{4,}/;

/** Escapes, starts of special groups, character classes, counts: what may need translation or is rejected. */
const part =
  /\\(u\{[0-9a-fA-F]+\}|u[dD][89abAB]..\\u[dD][c-fC-F]..|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|0\d+|[pP][A-Z]|[pPk][{<][^}>]*[}>]|c[A-Za-z]|.)|\(\?<?.|\[\^?\]|\[|\]|\{\d+(?:,\d*)?\}/gsu;

function translated(source: string, refuse: Refuse): string {
  let isClass = false;
  return source.replaceAll(part, (found: string, letter: string | undefined) => {
    if (letter !== undefined) return escaped(found, letter, isClass, refuse);
    if (found === '[') isClass = true;
    // Inside a class an opening bracket is an ordinary character.
    else if (isClass) isClass = !found.endsWith(']');
    else {
      const problem = refusedSyntax(found);
      if (problem) refuse(`${found} ${problem}. ${reader}`);
    }
    return found;
  });
}

/** What RE2 lacks outside of character classes, and what to write instead. */
function refusedSyntax(found: string): string | undefined {
  if (found === '(?=' || found === '(?!')
    return 'is a lookahead; match what may follow, or add a second matcher';
  if (found === '(?<=' || found === '(?<!')
    return 'is a lookbehind; match what may precede, or add a second matcher';
  if (found.startsWith('(?<')) return 'is a named group; write (…) or (?:…)';
  if (found === '[]') return 'is a class without characters, which matches nothing';
  if (found === '[^]') return 'is any character; write (?:.|\\n), or . with the flag s';
  const counts = /^\{(\d+)(?:,(\d*))?\}$/.exec(found);
  if (counts?.slice(1).some((count) => Number(count ?? 0) > largestCount))
    return `repeats more than ${largestCount} times`;
  return undefined;
}

/** RE2 rejects larger counts. */
const largestCount = 1000;

/** Letters after a backslash that mean the same to both. */
const sharedEscapes = 'dDwWsSbBtnrfv0';
const reader = 'Prometheus, Loki and Alertmanager use RE2 regular expressions, which do not support this';

function escaped(found: string, letter: string, isClass: boolean, refuse: Refuse): string {
  const not = (problem: string): never => refuse(`${found} ${problem}. ${reader}`);
  if (/^u./.test(letter)) return codePoint(letter, not);
  if (/^x./.test(letter)) return found;
  if (/^[1-9k]/.test(letter)) return not('is a backreference; repeat the pattern of the group');
  if (/^c./.test(letter)) return not(`is a control character; write its code: ${controlCode(letter)}`);
  if (/^0./.test(letter)) return not('is an octal code; write \\x and two digits');
  if (letter === 'b' && isClass) return not('is a backspace in a class; write \\x08');
  if (/^[pP]./.test(letter)) return property(found, not);
  if (/^[A-Za-z]/.test(letter) && (!sharedEscapes.includes(letter) || (letter === 'B' && isClass)))
    return not(`is the letter ${letter} in JavaScript, but not in RE2; write ${letter}`);
  // RE2 has no escapes beyond ASCII, and those of JavaScript have no special meaning there.
  return letter.charCodeAt(0) < 0x80 ? found : letter;
}

/** `\u00e9`, `\u{1f600}`, or the two halves of a character. */
function codePoint(letter: string, not: Refuse): string {
  const [first = '', second] = letter.match(/[0-9a-fA-F]+/g) ?? [];
  if (second !== undefined) {
    const halves = [first, second].map((half) => Number.parseInt(half, 16));
    return `\\x{${String.fromCharCode(...halves)
      .codePointAt(0)
      ?.toString(16)}}`;
  }
  if (/^d[89a-f]..$/i.test(first)) not('is half of a surrogate pair; write the whole character as \\u{…}');
  return `\\x{${first}}`;
}

/** A category of characters, `\p{L}` for both, or a script, which RE2 writes `\p{Greek}`. */
function property(found: string, not: Refuse): string {
  const name = found.slice(2).replace(/^\{(?:(?:Script|sc)=)?(.*)\}$/, '$1');
  if (category.test(name)) return found;
  if (isScript(name)) return `${found.slice(0, 2)}{${name}}`;
  return not(
    'has a name that RE2 does not support; write a category such as \\p{L} or a script such as \\p{Script=Greek}',
  );
}

const category = /^([CLMNPSZ]|C[cfo]|L[lmotu]|M[cen]|N[dlo]|P[cdefios]|S[ckmo]|Z[lps])$/;

/** JavaScript also accepts the four-letter code of a script, RE2 only its name. */
function isScript(name: string): boolean {
  if (!/^[A-Z][A-Za-z_]+$/.test(name)) return false;
  if (name.length === 4 && !/^(Cham|Kawi|Lisu|Modi|Newa|Thai|Toto)$/.test(name)) return false;
  try {
    return new RegExp(`\\p{Script=${name}}`, 'u').source !== '';
  } catch {
    return false;
  }
}

/** `cA` is the first control character, in either case: its code are the lowest five bits of the letter's. */
function controlCode(letter: string): string {
  return `\\x${(letter.charCodeAt(1) % 32).toString(16).padStart(2, '0')}`;
}
