import { DefinitionError, type Place } from '../../catalog/index.js';
import type { Distribution } from '../scenario/histogram-shape.js';

/** The ratio of observations at or under each bound, and their average. */
export interface Cumulative {
  /** 0 to 1, for each bound. */
  readonly upTo: readonly number[];
  readonly mean: number;
}

/**
 * How observations fall into the buckets of a classic histogram.
 *
 * @param bounds upper bounds, ascending, without +Inf
 * @throws DefinitionError for a quantile that these buckets cannot have
 */
export function cumulative(values: Distribution, bounds: readonly number[], place: Place): Cumulative {
  if (typeof values === 'number') return cumulative([{ share: 1, value: values }], bounds, place);
  if ('quantile' in values) return aroundQuantile(values.quantile, values.value, bounds, place);
  const total = values.reduce((sum, { share }) => sum + share, 0);
  if (Math.abs(total - 1) > 1e-9) {
    throw new DefinitionError(`the shares of a mixture must add up to 1, but add up to ${total}`, place);
  }
  return {
    upTo: bounds.map((bound) =>
      values.reduce((sum, { share, value }) => (value <= bound ? sum + share : sum), 0),
    ),
    mean: values.reduce((sum, { share, value }) => sum + share * value, 0),
  };
}

/**
 * `histogram_quantile` interpolates linearly within the bucket of the quantile, so this bucket gets observations on both
 * sides of the value, in proportion to its distances from the bounds of the bucket.
 */
function aroundQuantile(
  quantile: number,
  value: number,
  bounds: readonly number[],
  place: Place,
): Cumulative {
  const index = bounds.findIndex((bound) => bound >= value);
  const upper = bounds[index];
  if (upper === undefined) {
    const last = bounds.at(-1);
    throw new DefinitionError(
      `no quantile of this histogram can be ${value}: the upper bound of its last bucket is ${last}`,
      place,
    );
  }
  const lower = bounds[index - 1] ?? Math.min(0, upper);
  // For a value on the upper bound, all observations of its bucket are below it.
  const density =
    value === upper
      ? (quantile / (upper - lower)) * 0.5
      : Math.min(quantile / (value - lower), (1 - quantile) / (upper - value)) * 0.9;
  const below = quantile - density * (value - lower);
  const within = quantile + density * (upper - value);
  const upTo = bounds.map((_, at) => {
    if (at < index) return (below * (at + 1)) / index;
    return at === index ? within : 1;
  });
  if (index === 0) return firstBucket(quantile, value, [lower, upper], bounds, place);
  const next = bounds[index + 1] ?? upper;
  return {
    upTo,
    mean: below * (lower / 2) + (within - below) * ((lower + upper) / 2) + (1 - within) * next,
  };
}

/** A quantile in the first bucket: interpolation starts at its lower bound, which determines its share. */
function firstBucket(
  quantile: number,
  value: number,
  [lower, upper]: readonly [number, number],
  bounds: readonly number[],
  place: Place,
): Cumulative {
  const within = (quantile * (upper - lower)) / (value - lower);
  if (within > 1 + 1e-9) {
    const least = lower + quantile * (upper - lower);
    throw new DefinitionError(
      `the ${quantile}-quantile of this histogram cannot be ${value}: it is at least ${least}, as the upper bound of its first bucket is ${upper}`,
      place,
    );
  }
  const next = bounds[1] ?? upper;
  return {
    upTo: bounds.map((_, at) => (at === 0 ? Math.min(1, within) : 1)),
    mean: within * ((lower + upper) / 2) + (1 - within) * next,
  };
}
