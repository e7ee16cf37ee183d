import { type CompoundDuration, secondsOf } from './time.js';

/** When a series exists. Times are seconds since the start of the scenario. */
export interface SeriesLifetime {
  /** Time of the first sample. */
  readonly start: number;
  /** From this time on the series is stale, as after its target has disappeared. */
  readonly end: number;
  /** Times without samples and without a staleness marker: from (inclusive) to (exclusive). */
  readonly gaps: readonly (readonly [from: number, until: number])[];
  /** Failed scrapes, the first of which writes a staleness marker: from (inclusive) to (exclusive). @default none */
  readonly failed?: readonly (readonly [from: number, until: number])[];
}

export const always: SeriesLifetime = { start: 0, end: Number.POSITIVE_INFINITY, gaps: [] };

export function appearsAt(lifetime: SeriesLifetime, at: CompoundDuration): SeriesLifetime {
  return { ...lifetime, start: secondsOf(at) };
}
export function disappearsAt(lifetime: SeriesLifetime, at: CompoundDuration): SeriesLifetime {
  return { ...lifetime, end: secondsOf(at) };
}
export function withGap(
  lifetime: SeriesLifetime,
  from: CompoundDuration,
  until: CompoundDuration,
): SeriesLifetime {
  return { ...lifetime, gaps: [...lifetime.gaps, [secondsOf(from), secondsOf(until)]] };
}
export function withFailedScrapes(
  lifetime: SeriesLifetime,
  from: CompoundDuration,
  until: CompoundDuration,
): SeriesLifetime {
  return { ...lifetime, failed: [...(lifetime.failed ?? []), [secondsOf(from), secondsOf(until)]] };
}

/** The result of a scrape: a value, a staleness marker (once), or nothing. */
export function presentAt(lifetime: SeriesLifetime, at: number, step: number): 'value' | 'stale' | undefined {
  if (at < lifetime.start) return undefined;
  if (at >= lifetime.end) {
    return at - step < lifetime.end && at - step >= lifetime.start ? 'stale' : undefined;
  }
  const within = (spans: SeriesLifetime['gaps'], time: number) =>
    spans.some(([from, until]) => time >= from && time < until);
  if (within(lifetime.gaps, at)) return undefined;
  const { failed = [] } = lifetime;
  if (!within(failed, at)) return 'value';
  // Prometheus marks what the previous scrape returned; after a scrape without the series there is nothing to mark.
  return at - step >= lifetime.start && !within(failed, at - step) ? 'stale' : undefined;
}
