import { DefinitionError, type Place } from '../catalog/index.js';
import { shown } from '../catalog/shape/index.js';
import { isRecord } from '../plain.js';

/**
 * An interpolated value of a template, as text.
 *
 * @throws DefinitionError for anything but a text, a number and a query in that language
 */
export function interpolated(language: 'logql' | 'traceql', value: unknown, place: Place): string {
  if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)))
    return String(value);
  const query = isRecord(value) ? value[language] : undefined;
  if (typeof query === 'string') return query;
  throw new DefinitionError(`${language}: the template contains ${shown(value)}`, place, {
    expected: `a string, a number, or a query made by ${language}; undefined usually comes from a misspelt name`,
  });
}

/**
 * Escapes of a template literal that produce the intended character: `\\`, new lines and tabs, codes, `` \` `` and
 * `\${`.
 */
const kept = /\\(?:\\|[nrt]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|u\{[\da-fA-F]+\}|`|\$(?=\{)|\r?\n)|(?<=\$)\\\{/g;

/**
 * Rejects backslashes that a template literal interprets itself: `\.` would be a dot, and `\b` a backspace.
 *
 * @throws DefinitionError
 */
export function refuseLostBackslashes(
  language: 'promql' | 'logql' | 'traceql',
  strings: TemplateStringsArray,
  place: Place,
): void {
  if (!Array.isArray((strings as Partial<TemplateStringsArray> | undefined)?.raw)) {
    throw new DefinitionError(`${language} is called as a function`, place, {
      expected: `a template: ${language}\`…\``,
    });
  }
  for (const text of strings.raw) {
    const lost = /\\./su.exec(text.replaceAll(kept, (found) => ' '.repeat(found.length)))?.[0];
    if (lost === undefined) continue;
    const character = lost.slice(1);
    const instead = /["']/.test(character)
      ? `write \\\\${character}, or put the text in the other quotes`
      : `write \\\\\\\\${character} in a text in double quotes, \\\\${character} in one in backticks, or ` +
        `[${character}] for the character itself`;
    throw new DefinitionError(
      `${language}: the backslash in ${lost} is lost, because TypeScript interprets it first: ${instead}`,
      place,
    );
  }
}
