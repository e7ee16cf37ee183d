import type { Analysed } from './analysis.js';

/** Blanks and comments, and texts in quotes, in which blanks mean something. */
const blanksOrQuoted = /("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`)|(?:\s|#[^\n]*)+/g;

/** A node as it is written, on one line, for messages. `text` is the whole expression. */
export function written({ node }: Analysed, text: string): string {
  return text
    .slice(node.start, node.end)
    .replace(blanksOrQuoted, (_, quoted: string | undefined) => quoted ?? ' ');
}

/**
 * The same for two nodes that are written alike, for comparing: blanks stay only where they separate two words. `text` is
 * the whole expression.
 */
export function writingOf({ node }: Analysed, text: string): string {
  return text
    .slice(node.start, node.end)
    .replace(
      blanksOrQuoted,
      (blanks: string, quoted: string | undefined, at: number, all: string) =>
        quoted ?? (/^\w\w$/.test(`${all[at - 1]}${all[at + blanks.length]}`) ? ' ' : ''),
    );
}
