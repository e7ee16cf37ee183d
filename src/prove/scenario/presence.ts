import { type Span, secondsOf } from './time.js';

/** When a series exists. Times are seconds since the start of the scenario. */
export interface Presence {
  /** Time of the first sample. */
  readonly born: number;
  /** From this time on the series is stale, as after its target has disappeared. */
  readonly gone: number;
  /** Times without samples and without a staleness marker: from (inclusive) to (exclusive). */
  readonly gaps: readonly (readonly [from: number, until: number])[];
  /** Failed scrapes, the first of which writes a staleness marker: from (inclusive) to (exclusive). @default none */
  readonly failed?: readonly (readonly [from: number, until: number])[];
}

export const always: Presence = { born: 0, gone: Number.POSITIVE_INFINITY, gaps: [] };

export function bornAt(presence: Presence, at: Span): Presence {
  return { ...presence, born: secondsOf(at) };
}
export function goneAt(presence: Presence, at: Span): Presence {
  return { ...presence, gone: secondsOf(at) };
}
export function withGap(presence: Presence, from: Span, until: Span): Presence {
  return { ...presence, gaps: [...presence.gaps, [secondsOf(from), secondsOf(until)]] };
}
export function withFailedScrapes(presence: Presence, from: Span, until: Span): Presence {
  return { ...presence, failed: [...(presence.failed ?? []), [secondsOf(from), secondsOf(until)]] };
}

/** The result of a scrape: a value, a staleness marker (once), or nothing. */
export function presentAt(presence: Presence, at: number, step: number): 'value' | 'stale' | undefined {
  if (at < presence.born) return undefined;
  if (at >= presence.gone) {
    return at - step < presence.gone && at - step >= presence.born ? 'stale' : undefined;
  }
  const within = (spans: Presence['gaps'], time: number) =>
    spans.some(([from, until]) => time >= from && time < until);
  if (within(presence.gaps, at)) return undefined;
  const { failed = [] } = presence;
  if (!within(failed, at)) return 'value';
  // Prometheus marks what the previous scrape returned; after a scrape without the series there is nothing to mark.
  return at - step >= presence.born && !within(failed, at - step) ? 'stale' : undefined;
}
