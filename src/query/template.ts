import { DefinitionError, type Place } from '../catalog/index.js';
import { isRecord, shown } from '../catalog/shape/index.js';

/**
 * What stands between the texts of a template, as text.
 *
 * @throws DefinitionError for what is neither a text, a number nor a query of that language
 */
export function interpolated(language: 'logql' | 'traceql', value: unknown, place: Place): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  const query = isRecord(value) ? value[language] : undefined;
  if (typeof query === 'string') return query;
  throw new DefinitionError(`${language}: the template holds ${shown(value)}`, place, {
    expected: `a text, a number, or what ${language} gives; undefined is what a misspelt name gives`,
  });
}

/** Escapes of a template literal that put there what they say: `\\`, new lines and tabs, codes, `` \` `` and `\${`. */
const kept = /\\(?:\\|[nrt]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|u\{[\da-fA-F]+\}|`|\$(?=\{)|\r?\n)|(?<=\$)\\\{/g;

/**
 * Refuses backslashes that a template literal takes for its own: `\.` would be a dot, and `\b` a backspace.
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
    throw new DefinitionError(
      `${language}: the backslash in ${lost} is lost, because TypeScript reads it first: write \\\\\\\\${character} in a ` +
        `text in double quotes, \\\\${character} in one in backticks, or [${character}] for the character itself`,
      place,
    );
  }
}
