import type { Request, Response } from './wire.js';

/** A native histogram to load, as in promtool's notation: one span of buckets on each side of zero. */
export interface HistogramInput {
  /** −4 to 8 for exponential buckets; −53 for custom ones. */
  readonly schema: number;
  readonly count: number;
  readonly sum: number;
  readonly zeroCount?: number;
  readonly zeroThreshold?: number;
  /** Index of the first positive bucket; default 0. */
  readonly offset?: number;
  readonly buckets?: readonly number[];
  readonly negativeOffset?: number;
  readonly negativeBuckets?: readonly number[];
  /** Upper bounds of custom buckets, without +Inf. */
  readonly customValues?: readonly number[];
  /** Default: detected by comparing with the previous sample. */
  readonly counterResetHint?: 'reset' | 'not-reset' | 'gauge';
}

/** A bucket of a native histogram that is not empty. */
export interface HistogramBucket {
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
  readonly lowerInclusive: boolean;
  readonly upperInclusive: boolean;
}

/** A native histogram in a result. */
export interface Histogram {
  readonly schema: number;
  readonly count: number;
  readonly sum: number;
  /** From the lowest to the highest; without empty buckets. */
  readonly buckets: readonly HistogramBucket[];
}

const hints = { reset: 1, 'not-reset': 2, gauge: 3 } as const;

export function writeHistogram(request: Request, h: HistogramInput): void {
  request.number(h.schema);
  request.number(h.count);
  request.number(h.sum);
  request.number(h.zeroCount ?? 0);
  request.number(h.zeroThreshold ?? 0);
  request.word(h.counterResetHint === undefined ? 0 : hints[h.counterResetHint]);
  request.number(h.offset ?? 0);
  list(request, h.buckets);
  request.number(h.negativeOffset ?? 0);
  list(request, h.negativeBuckets);
  list(request, h.customValues);
}

function list(request: Request, values: readonly number[] = []): void {
  request.word(values.length);
  request.numbers(values);
}

export function readHistogram(input: Response): Histogram {
  const schema = input.number();
  const count = input.number();
  const sum = input.number();
  const buckets: HistogramBucket[] = [];
  for (let left = input.word(); left > 0; left--) {
    const lower = input.number();
    const upper = input.number();
    const inside = input.number();
    const lowerInclusive = input.flag();
    buckets.push({ lower, upper, count: inside, lowerInclusive, upperInclusive: input.flag() });
  }
  return { schema, count, sum, buckets };
}
