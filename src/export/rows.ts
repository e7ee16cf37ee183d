import { byCodeUnit } from '../compare.js';
import type { AnswerSeries } from './answer.js';
import { type Columns, seriesCells } from './columns.js';
import type { ExportedSignal } from './signals.js';

/** Characters per chunk: few writes, little memory. */
const pieceLength = 64 * 1024;

/** The format of the lines of one signal. */
export interface RowStyle {
  readonly columns: Columns;
  readonly signal: ExportedSignal;
  readonly timeText: (milliseconds: number) => string;
}

/**
 * Lines ordered by time, then by labels, in chunks of about 64 KB. So the order does not depend on how the queries were
 * split.
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

/** All times with a sample, ascending. */
function timesOf(series: readonly AnswerSeries[]): number[] {
  const times = new Set<number>();
  for (const { points } of series) for (const [at] of points) times.add(at);
  return [...times].sort((a, b) => a - b);
}
