import { rateLevel } from './counter-shape.js';
import { constantLevel, type Level } from './level.js';
import { always, bornAt, goneAt, type Presence, withGap } from './presence.js';
import { type RateUnit, type Span, secondsOf } from './time.js';
import type { ValueShape } from './value-shape.js';

/**
 * What is observed, in the metric's unit: always the same value; values of which a quantile is known (exactly that
 * quantile is what `histogram_quantile` then gives); or a mixture of values.
 */
export type Distribution = number | { readonly quantile: number; readonly value: number } | readonly Share[];
export interface Share {
  /** Part of all observations, 0 to 1. */
  readonly share: number;
  readonly value: number;
}

/** Observations over time: all series of a histogram, classic or native, follow from it. */
export interface HistogramShape {
  readonly type: 'histogram';
  /** What is observed when, in ascending order; the first starts at 0. */
  readonly parts: readonly ObservedPart[];
  /** When all counts start again at zero, in seconds. */
  readonly resets: readonly number[];
  readonly presence: Presence;
  /** Observes from this time on; before, nothing happens, but the series are there. */
  from(at: Span): HistogramShape;
  /** Observes until this time (of the scenario). */
  until(at: Span): HistogramShape;
  /** Goes over to other observations, whose own clock starts then. */
  thenAt(at: Span, next: HistogramShape): HistogramShape;
  /** The process restarts: all counts start again at zero. */
  reset(at: Span): HistogramShape;
  /** The series have no sample before. */
  bornAt(at: Span): HistogramShape;
  /** The series end with staleness markers. */
  goneAt(at: Span): HistogramShape;
  /** Scrapes bring nothing from one time until another. */
  gap(from: Span, until: Span): HistogramShape;
}
export interface ObservedPart {
  /** Seconds since the start of the scenario. */
  readonly at: number;
  /** Observations per second; its clock starts at `at`. */
  readonly perSecond: Level;
  readonly values: Distribution;
}

/**
 * Observations at a rate.
 *
 * @example observing(10, 'per second', { quantile: 0.95, value: 600 })
 */
export function observing(rate: number | ValueShape, unit: RateUnit, values: Distribution): HistogramShape {
  const part: ObservedPart = { at: 0, perSecond: rateLevel(rate, unit), values };
  return histogramShape({ observed: [part], from: 0, until: forever, resets: [], presence: always });
}
/** A histogram that is there and observes nothing. */
export function unobserved(): HistogramShape {
  return observing(0, 'per second', 0);
}

const forever = Number.POSITIVE_INFINITY;

interface HistogramData {
  /** Times count from `from`. */
  readonly observed: readonly ObservedPart[];
  readonly from: number;
  readonly until: number;
  readonly resets: readonly number[];
  readonly presence: Presence;
}

function histogramShape(data: HistogramData): HistogramShape {
  const changed = (change: Partial<HistogramData>): HistogramShape => histogramShape({ ...data, ...change });
  const { resets, presence } = data;
  const parts = windowed(data);
  return {
    type: 'histogram',
    parts,
    resets,
    presence,
    from: (at) => changed({ from: secondsOf(at) }),
    until: (at) => changed({ until: secondsOf(at) }),
    thenAt: (time, next) => {
      const at = secondsOf(time);
      const before = parts.filter((part) => part.at < at);
      const after = next.parts.map((part) => ({ ...part, at: part.at + at }));
      const later = next.resets.map((reset) => reset + at);
      const observed = [...before, ...after];
      return changed({ observed, from: 0, until: forever, resets: [...resets, ...later] });
    },
    reset: (at) => changed({ resets: [...resets, secondsOf(at)] }),
    bornAt: (at) => changed({ presence: bornAt(presence, at) }),
    goneAt: (at) => changed({ presence: goneAt(presence, at) }),
    gap: (from, until) => changed({ presence: withGap(presence, from, until) }),
  };
}

/** The parts in the scenario's time, with silence before and after the window. */
function windowed({ observed, from, until }: HistogramData): ObservedPart[] {
  const parts = observed.map((part) => ({ ...part, at: part.at + from })).filter((part) => part.at < until);
  const silentFrom = (at: number): ObservedPart => ({ at, perSecond: constantLevel(0), values: 0 });
  return [
    ...(from > 0 ? [silentFrom(0)] : []),
    ...parts,
    ...(until < forever ? [silentFrom(Math.max(until, 0))] : []),
  ];
}
