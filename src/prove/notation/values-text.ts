import type { Sample, SampleValue } from '../compile/samples.js';
import { histogramText } from './histogram.js';
import { numberText } from './number.js';

/**
 * Samples in promtool's notation. Runs are abbreviated if promtool's arithmetic, repeated addition, gives exactly the
 * same numbers; otherwise every number is listed.
 *
 * @param step seconds between two values; times of samples are multiples of it
 */
export function valuesText(samples: readonly Sample[], step: number, end: number): string {
  const cells = cellsOf(samples, step, end);
  const words: string[] = [];
  for (let at = 0; at < cells.length; ) {
    const length = runLength(cells, at);
    words.push(wordOf(cells, at, length));
    at += length;
  }
  return words.join(' ');
}

type Cell = SampleValue | undefined;

function cellsOf(samples: readonly Sample[], step: number, end: number): Cell[] {
  const cells = new Array<Cell>(Math.floor(end / step + 1e-9) + 1).fill(undefined);
  for (const [at, value] of samples) cells[Math.round(at / step)] = value;
  return cells;
}

/** Number of values from `at` on that one abbreviation covers. */
function runLength(cells: readonly Cell[], at: number): number {
  const first = cells[at];
  let length = 1;
  if (first === undefined) {
    while (at + length < cells.length && cells[at + length] === undefined) length += 1;
    return length;
  }
  const second = cells[at + 1];
  if (typeof first === 'object') {
    const text = histogramText(first);
    for (
      let next = second;
      typeof next === 'object' && histogramText(next) === text;
      next = cells[at + length]
    )
      length += 1;
    return length < 3 ? 1 : length;
  }
  if (typeof first !== 'number' || typeof second !== 'number') return 1;
  const difference = second - first;
  let sum = first;
  while (at + length < cells.length) {
    sum += difference;
    if (cells[at + length] !== sum) break;
    length += 1;
  }
  return length < 3 ? 1 : length;
}

function wordOf(cells: readonly Cell[], at: number, length: number): string {
  const first = cells[at];
  if (first === undefined) return length === 1 ? '_' : `_x${length}`;
  if (first === 'stale') return 'stale';
  if (typeof first === 'object') return `${histogramText(first)}${length === 1 ? '' : `x${length - 1}`}`;
  if (length === 1) return numberText(first);
  const second = cells[at + 1];
  const difference = typeof second === 'number' ? second - first : 0;
  if (difference === 0) return `${numberText(first)}x${length - 1}`;
  const sign = difference < 0 ? '-' : '+';
  return `${numberText(first)}${sign}${numberText(Math.abs(difference))}x${length - 1}`;
}
