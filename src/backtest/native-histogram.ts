import type { HistogramInput } from '../engine/index.js';

/** A native histogram as the HTTP API gives it: what is in its buckets that are not empty. */
export interface ObservedHistogram {
  readonly count: number;
  readonly sum: number;
  /** From the lowest to the highest. */
  readonly buckets: readonly ObservedBucket[];
}

export interface ObservedBucket {
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
  /** Both bounds belong to it, as to the bucket around zero, and to the first one of custom buckets. */
  readonly closed: boolean;
}

/** The API does not return enough of a series with native histograms; the message says why. */
export class UnknownBucketsError extends Error {}

/** Of client_golang and the exposition format, where nothing else is configured: 2^-128. */
const usualZeroThreshold = 2 ** -128;
/** `ExponentialSchemaMin` and `ExponentialSchemaMax` of Prometheus' model/histogram. */
const schemas = [-4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
const customSchema = -53;
/** More indexes between the first and the last bucket that is not empty are no histogram of a running system. */
const mostIndexes = 20_000;

/**
 * Native histograms of one series as they were stored, as far as queries return them. The API leaves out the schema, empty
 * buckets, the bounds of the zero bucket while it is empty, and what a sample says of counter resets:
 *
 * - The schema follows from the bounds, which are powers of 2^(2^-schema). A histogram without buckets has the schema of the
 *   one before it. Bounds that are no such powers are custom ones: all that the series has anywhere.
 * - The zero bucket keeps the width that it has where it is not empty.
 * - Resets are found by comparing with the sample before, as Prometheus does where a sample says nothing.
 *
 * Custom bounds that are all powers of two, next to one another, look as exponential ones, between which is interpolated in
 * another way.
 *
 * @param samples in the order of time
 * @throws UnknownBucketsError for bounds that are neither, and for bounds that change
 */
export function storedHistograms(samples: readonly ObservedHistogram[]): HistogramInput[] {
  const thresholds = samples.map(({ buckets }) => buckets.find(isZero)?.upper);
  const widths = new Set(thresholds.filter((width) => width !== undefined));
  const decisive = samples.map(({ buckets }) => buckets.filter((bucket) => isDecisive(bucket, widths)));
  const found = decisive.map(schemaOf);
  return decisive.every((buckets, at) => buckets.length === 0 || found[at] !== undefined)
    ? exponential(samples, found, thresholds)
    : custom(samples);
}

/** Whether it is the bucket around zero. */
function isZero({ lower, upper, closed }: ObservedBucket): boolean {
  return closed && lower === -upper;
}

/**
 * Whether the bounds of a bucket tell its schema: not those of the bucket around zero, of one whose rest is in that, and of
 * the one for infinite values.
 */
function isDecisive(bucket: ObservedBucket, widths: ReadonlySet<number>): boolean {
  const { lower, upper } = bucket;
  const [inner, outer] = lower >= 0 ? [lower, upper] : [-upper, -lower];
  return (
    !isZero(bucket) &&
    !widths.has(inner) &&
    !(inner === Number.MAX_VALUE && outer === Number.POSITIVE_INFINITY)
  );
}

/** The schema of which each bucket is exactly one; undefined where there is none. */
function schemaOf(buckets: readonly ObservedBucket[]): number | undefined {
  if (buckets.length === 0) return undefined;
  return schemas.find((schema) =>
    buckets.every(({ lower, upper }) => {
      const [inner, outer] = lower >= 0 ? [lower, upper] : [-upper, -lower];
      if (!(inner > 0) || !Number.isFinite(outer)) return false;
      return (
        near(inner, schema) && near(outer, schema) && indexOf(outer, schema) - indexOf(inner, schema) === 1
      );
    }),
  );
}

/** Index of the bucket with this outer bound, as spans count them. */
function indexOf(outer: number, schema: number): number {
  const largest = 1024 * 2 ** schema;
  return outer === Number.POSITIVE_INFINITY
    ? largest + 1
    : Math.ceil(Math.log2(outer) * 2 ** schema - tolerance * 2 ** schema);
}

/** Bounds are products of floats: they differ from the power in the last digits at most. */
const tolerance = 1e-10;

function near(bound: number, schema: number): boolean {
  const index = Math.log2(bound) * 2 ** schema;
  return Math.abs(index - Math.round(index)) <= tolerance * 2 ** schema;
}

function exponential(
  samples: readonly ObservedHistogram[],
  found: readonly (number | undefined)[],
  thresholds: readonly (number | undefined)[],
): HistogramInput[] {
  const [schemasOf, widths] = [filled(found), filled(thresholds)];
  return samples.map(({ count, sum, buckets }, at) => {
    const schema = schemasOf[at] ?? 0;
    const sided = buckets.filter((bucket) => !isZero(bucket));
    const positive = dense(
      sided.filter(({ lower }) => lower >= 0).map((one) => [indexOf(one.upper, schema), one.count]),
    );
    const negative = dense(
      sided.filter(({ lower }) => lower < 0).map((one) => [indexOf(-one.lower, schema), one.count]),
    );
    return {
      schema,
      count,
      sum,
      zeroCount: buckets.find(isZero)?.count ?? 0,
      zeroThreshold: widths[at] ?? usualZeroThreshold,
      ...(positive && { offset: positive.offset, buckets: positive.counts }),
      ...(negative && { negativeOffset: negative.offset, negativeBuckets: negative.counts }),
    };
  });
}

/** Each value, or else the last one before it, or the first one after it. */
function filled<Value>(values: readonly (Value | undefined)[]): (Value | undefined)[] {
  let last = values.find((value) => value !== undefined);
  return values.map((value) => {
    last = value ?? last;
    return last;
  });
}

function dense(
  pairs: readonly (readonly [index: number, count: number])[],
): { readonly offset: number; readonly counts: number[] } | undefined {
  if (pairs.length === 0) return undefined;
  const indexes = pairs.map(([index]) => index);
  const [offset, last] = [Math.min(...indexes), Math.max(...indexes)];
  if (last - offset > mostIndexes)
    throw new UnknownBucketsError(`its buckets are ${last - offset} apart, more than ${mostIndexes}`);
  const counts = new Array<number>(last - offset + 1).fill(0);
  for (const [index, count] of pairs) counts[index - offset] = count;
  return { offset, counts };
}

/** Bounds of custom buckets are one list for the whole series: what one sample leaves out, another may have. */
function custom(samples: readonly ObservedHistogram[]): HistogramInput[] {
  const bounds = new Set<number>();
  for (const { buckets } of samples)
    for (const { lower, upper } of buckets)
      for (const bound of [lower, upper]) if (Number.isFinite(bound)) bounds.add(bound);
  const customValues = [...bounds].sort((a, b) => a - b);
  const positions = new Map(
    [...customValues, Number.POSITIVE_INFINITY].map((bound, index) => [bound, index]),
  );
  return samples.map(({ count, sum, buckets }) => {
    const counts = new Array<number>(customValues.length + 1).fill(0);
    for (const { lower, upper, count: inside } of buckets) {
      const index = positions.get(upper);
      if (index === undefined || lower !== (customValues[index - 1] ?? Number.NEGATIVE_INFINITY))
        throw new UnknownBucketsError(
          `its buckets are neither exponential nor always the same: from ${lower} to ${upper} there is another bound`,
        );
      counts[index] = inside;
    }
    return { schema: customSchema, count, sum, offset: 0, buckets: counts, customValues };
  });
}
