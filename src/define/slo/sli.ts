import {
  DefinitionError,
  type Gauge,
  type HistogramHandle,
  type Labelled,
  type Matcher,
  type Place,
  placeOf,
  type SelectorData,
} from '../../catalog/index.js';
import { aggregate, type Countable, type Expression, overRange, sub } from '../../query/index.js';

/** What makes a service good or bad, as two quantities whose quotient is the share of what was bad. */
export interface Sli<L extends string> extends Labelled<L> {
  readonly type: 'events' | 'latency' | 'gauge';
  /** Series that are counted as errors; of a latency, those that are fast enough. */
  readonly part: SelectorData;
  readonly total: SelectorData;
  /** Bound of a latency in the histogram's unit. */
  readonly threshold?: number | undefined;
  readonly place: Place;
}
export type AnySli = Omit<Sli<never>, keyof Labelled<never>>;

/** Events that went wrong, of all events. */
function events<E extends string, T extends string>(options: {
  readonly errors: Countable<E>;
  readonly total: Countable<T>;
}): Sli<E & T> {
  return { type: 'events', part: options.errors, total: options.total, place: placeOf(events) };
}

/**
 * Events that took longer than a bound, of all events of a histogram.
 *
 * @param options.threshold in the histogram's unit; one of its buckets
 * @throws DefinitionError when no bucket ends there: nobody counted how many were faster
 */
function latency<L extends string>(options: {
  readonly histogram: HistogramHandle<L>;
  readonly threshold: number;
}): Sli<L> {
  const { histogram, threshold } = options;
  const place = placeOf(latency);
  const { name, buckets } = histogram.metric;
  if (!buckets?.includes(threshold)) {
    const known = buckets ? `its buckets end at ${buckets.join(', ')}` : 'the catalog names no buckets';
    throw new DefinitionError(`metric ${name} has no bucket that ends at ${threshold}: ${known}`, place);
  }
  const fast: SelectorData = {
    ...histogram.bucket,
    matchers: [...histogram.bucket.matchers, leMatcher(threshold)],
  };
  return { type: 'latency', part: fast, total: histogram.count, threshold, place };
}

/** Time during which a gauge is 0, of all time: for probes and health checks that are 1 while all is well. */
function ofGauge<L extends string>(healthy: Gauge<L>): Sli<L> {
  return { type: 'gauge', part: healthy, total: healthy, place: placeOf(ofGauge) };
}

/** Indicators of service level objectives. */
export const sli = { events, latency, gauge: ofGauge } as const;

/** Errors and all events as rates over the rule's own window, summed by `by`. */
export function sliRates(
  { type, part, total }: AnySli,
  by: readonly string[],
): { readonly errors: Expression<string>; readonly total: Expression<string> } {
  const added = (over: string, series: SelectorData): Expression<string> =>
    aggregate('sum', overRange(over, series), { by });
  if (type === 'gauge') {
    const samples = added('count_over_time', total);
    return { errors: sub(samples, added('sum_over_time', part)), total: samples };
  }
  const all = added('rate', total);
  return { errors: type === 'latency' ? sub(all, added('rate', part)) : added('rate', part), total: all };
}

/** Clients write a whole bound as 1 or 1.0, and Prometheus 3 always as 1.0. */
function leMatcher(bound: number): Matcher {
  return Number.isInteger(bound)
    ? { label: 'le', operator: '=~', value: `${bound}(\\.0)?` }
    : { label: 'le', operator: '=', value: String(bound) };
}
