import { DefinitionError, type Place } from '../catalog/index.js';

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
