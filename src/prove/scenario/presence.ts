import { type Span, secondsOf } from './time.js';

/** When a series is there at all. Times are seconds since the start of the scenario. */
export interface Presence {
  /** No sample before. */
  readonly born: number;
  /** From then on the series is stale, as when its target or its labels are gone. */
  readonly gone: number;
  /** Scrapes that failed to bring it, without a staleness marker: from (inclusive) until (exclusive). */
  readonly gaps: readonly (readonly [from: number, until: number])[];
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

/** What a scrape at this time brings: a value, a staleness marker (once), or nothing. */
export function presentAt(presence: Presence, at: number, step: number): 'value' | 'stale' | undefined {
  if (at < presence.born) return undefined;
  if (at >= presence.gone) {
    return at - step < presence.gone && at - step >= presence.born ? 'stale' : undefined;
  }
  return presence.gaps.some(([from, until]) => at >= from && at < until) ? undefined : 'value';
}
