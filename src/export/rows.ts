import { byCodeUnit } from '../compare.js';
import type { AnswerSeries } from './answer.js';
import { type Columns, seriesCells } from './columns.js';
import type { ExportedSignal } from './signals.js';

/** Characters that are handed on at once: few writes, and little in memory. */
const pieceLength = 64 * 1024;

/** How the lines of one signal are written. */
export interface RowStyle {
  readonly columns: Columns;
  readonly signal: ExportedSignal;
  readonly timeText: (milliseconds: number) => string;
}

/**
 * Lines by time, and at one time by labels, in pieces of some 64 KB. So the order does not show in which parts the
 * answer came.
 */
export function* rowTexts(series: readonly AnswerSeries[], style: RowStyle): Generator<string> {
  const cursors = series
    .map(({ labels, points }) => ({
      cells: seriesCells(style.columns, style.signal, labels),
      points,
      next: 0,
    }))
    .sort((a, b) => byCodeUnit(a.cells, b.cells));
  let piece = '';
  for (const at of timesOf(series)) {
    const time = style.timeText(at);
    for (const cursor of cursors) {
      const point = cursor.points[cursor.next];
      if (point?.[0] !== at) continue;
      cursor.next += 1;
      piece += `${time},${cursor.cells},${point[1]}\n`;
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}

/** All times at which there is a sample, ascending. */
function timesOf(series: readonly AnswerSeries[]): number[] {
  const times = new Set<number>();
  for (const { points } of series) for (const [at] of points) times.add(at);
  return [...times].sort((a, b) => a - b);
}
