import { DefinitionError, type Place } from '../../catalog/index.js';
import type { HistogramInput } from '../../engine/index.js';
import type { Distribution, HistogramShape } from '../scenario/histogram-shape.js';
import { eachScrape } from './observed.js';
import { type Clock, exact, present, type Sample, scrapeTimes } from './samples.js';

/** Eight buckets per power of two: the schema that client libraries use for a growth factor of 1.1. */
const schema = 3;
const perDoubling = 2 ** schema;
const zeroThreshold = 2.938735877055719e-39;

/** Ratio of the observations in each bucket, by the bucket's index; `zero` is the zero bucket. */
interface Spread {
  readonly zero: number;
  readonly buckets: ReadonlyMap<number, number>;
  readonly mean: number;
}

/** The samples of a native histogram. */
export function nativeSamples(shape: HistogramShape, clock: Clock, place: Place): Sample[] {
  const known = new Map<Distribution, Spread>();
  const states: HistogramInput[] = [];
  let running = { zero: 0, sum: 0, total: 0, buckets: new Map<number, number>() };
  eachScrape(shape, clock, ({ restarted, count, values }) => {
    if (restarted) running = { zero: 0, sum: 0, total: 0, buckets: new Map() };
    if (count > 0) {
      const spread = known.get(values) ?? spreadOf(values, place);
      known.set(values, spread);
      running.zero += count * spread.zero;
      running.sum += count * spread.mean;
      running.total += count;
      for (const [index, share] of spread.buckets) {
        running.buckets.set(index, (running.buckets.get(index) ?? 0) + count * share);
      }
    }
    states.push(histogramOf(running));
  });
  const times = scrapeTimes(clock);
  return present(shape.lifetime, times, clock.step, (index) => states[index] ?? 0);
}

function histogramOf(running: {
  readonly zero: number;
  readonly sum: number;
  readonly total: number;
  readonly buckets: ReadonlyMap<number, number>;
}): HistogramInput {
  const indexes = [...running.buckets.keys()];
  const first = Math.min(...indexes);
  const buckets =
    indexes.length === 0
      ? []
      : Array.from({ length: Math.max(...indexes) - first + 1 }, (_, index) =>
          exact(running.buckets.get(first + index) ?? 0),
        );
  const zeroCount = exact(running.zero);
  return {
    schema,
    // The engine requires the count to be the sum of all buckets.
    count: buckets.reduce((sum, bucket) => sum + bucket, zeroCount),
    sum: exact(running.sum),
    zeroCount,
    zeroThreshold,
    offset: indexes.length === 0 ? 0 : first,
    buckets,
  };
}

function spreadOf(values: Distribution, place: Place): Spread {
  if (typeof values === 'number') return mixture([{ share: 1, value: values }], place);
  if ('quantile' in values) return aroundQuantile(values.quantile, values.value, place);
  return mixture(values, place);
}

function mixture(
  shares: readonly { readonly share: number; readonly value: number }[],
  place: Place,
): Spread {
  let zero = 0;
  let mean = 0;
  const buckets = new Map<number, number>();
  for (const { share, value } of shares) {
    if (value < 0) throw new DefinitionError(`an observation cannot be negative: ${value}`, place);
    mean += share * value;
    if (value === 0) zero += share;
    else buckets.set(indexOf(value), (buckets.get(indexOf(value)) ?? 0) + share);
  }
  return { zero, buckets, mean };
}

/** `histogram_quantile` interpolates exponentially within a bucket, so it gets observations on both sides of the value. */
function aroundQuantile(quantile: number, value: number, place: Place): Spread {
  if (value <= 0)
    throw new DefinitionError(`a quantile of a native histogram must be above 0, not ${value}`, place);
  const index = indexOf(value);
  const within = Math.log2(value) * perDoubling - (index - 1);
  const above = within === 1 ? Number.POSITIVE_INFINITY : (1 - quantile) / (1 - within);
  const share = Math.min(quantile / within, above) * 0.9;
  const below = quantile - share * within;
  return {
    zero: 0,
    buckets: new Map([
      [index - perDoubling, below],
      [index, share],
      [index + perDoubling, 1 - below - share],
    ]),
    mean: below * (value / 2) + share * value + (1 - below - share) * value * 2,
  };
}

/** Index of the bucket that holds a value. */
function indexOf(value: number): number {
  return Math.ceil(Math.log2(value) * perDoubling);
}
