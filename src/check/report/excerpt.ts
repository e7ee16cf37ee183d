import type { Finding } from '../finding.js';

type Excerpt = NonNullable<Finding['excerpt']>;

/** Columns that an excerpt takes at most. */
const widest = 110;
const gap = '…';

/** The line of an expression that is meant, cut to fit, and a line that marks the part. */
export function markedLines({ text, start, end }: Excerpt): readonly [line: string, marker: string] {
  const lineStart = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
  const lineBreak = text.indexOf('\n', Math.max(lineStart, start));
  const lineEnd = lineBreak < 0 ? text.length : lineBreak;
  const line = text.slice(lineStart, lineEnd).replace(/[\t\r]/g, ' ');
  const from = Math.min(start - lineStart, line.length);
  const to = Math.max(from + 1, Math.min(end - lineStart, line.length));
  const cutAt = firstColumn(line, from, to);
  const cut = line.slice(cutAt, cutAt + widest);
  const before = cutAt > 0 ? gap : '';
  const after = cutAt + widest < line.length ? gap : '';
  const shownTo = Math.min(to, cutAt + widest);
  const marker = `${' '.repeat(before.length + from - cutAt)}^${'~'.repeat(Math.max(0, shownTo - from - 1))}`;
  return [before + cut + after, marker];
}

/** Where to start a long line, so that the marked part is in sight with some text before it. */
function firstColumn(line: string, from: number, to: number): number {
  if (line.length <= widest || to <= widest) return 0;
  const context = Math.max(10, Math.floor((widest - (to - from)) / 2));
  return Math.max(0, Math.min(from - context, line.length - widest));
}
