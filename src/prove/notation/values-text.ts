import type { Sample, SampleValue } from '../compile/samples.js';

/**
 * Samples in promtool's notation. Runs are abbreviated if promtool's arithmetic, repeated addition, gives exactly the
 * same numbers; otherwise every number is listed.
 *
 * @param step seconds between two values; samples lie on multiples of it
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
  if (typeof first === 'object') return histogramText(first);
  if (length === 1) return numberText(first);
  const second = cells[at + 1];
  const difference = typeof second === 'number' ? second - first : 0;
  if (difference === 0) return `${numberText(first)}x${length - 1}`;
  const sign = difference < 0 ? '-' : '+';
  return `${numberText(first)}${sign}${numberText(Math.abs(difference))}x${length - 1}`;
}

/** As Prometheus' lexer takes it: an exponent needs no plus sign. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Inf' : '-Inf';
  return String(value).replace('e+', 'e');
}

function histogramText(histogram: Exclude<SampleValue, number | 'stale'>): string {
  const { schema, sum, count, zeroCount = 0, zeroThreshold = 0, offset = 0, buckets = [] } = histogram;
  const parts = [
    `schema:${schema}`,
    `sum:${numberText(sum)}`,
    `count:${numberText(count)}`,
    `z_bucket:${numberText(zeroCount)}`,
    `z_bucket_w:${numberText(zeroThreshold)}`,
    `offset:${offset}`,
    ...(buckets.length > 0 ? [`buckets:[${buckets.map(numberText).join(' ')}]`] : []),
  ];
  return `{{${parts.join(' ')}}}`;
}
