import { quotedPattern } from '../../catalog/quoted-pattern.js';
import type { Place as Span } from '../../engine/index.js';

/** The word `name` inside a part of an expression; the whole part when it is not written there as such. */
export function spanOfWord(text: string, within: Span, name: string): Span {
  return find(text, within, new RegExp(`(?<![\\w:])${quotedPattern(name)}(?![\\w:])`)) ?? within;
}

/** The matcher on a label: `label="value"`. */
export function spanOfMatcher(text: string, within: Span, label: string, op: string): Span {
  const pattern = new RegExp(
    `(?<![\\w:])"?${quotedPattern(label)}"?\\s*${op}\\s*(?:"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'|\`[^\`]*\`)`,
  );
  return find(text, within, pattern) ?? within;
}

/** What a pattern matches within a part of an expression. */
function find(text: string, within: Span, pattern: RegExp): Span | undefined {
  const match = pattern.exec(text.slice(within.start, within.end));
  if (!match) return undefined;
  const start = within.start + match.index;
  return { start, end: start + match[0].length };
}

/** The whole of an expression. */
export function all(text: string): Span {
  return { start: 0, end: text.length };
}
