import { closed } from '../../catalog/misses.js';
import { made, validate } from '../../catalog/shape/index.js';
import { rateLevel } from './counter-shape.js';
import { constantLevel, type Level } from './level.js';
import {
  always,
  appearsAt,
  disappearsAt,
  type SeriesLifetime,
  withFailedScrapes,
  withGap,
} from './lifetime.js';
import { distribution, validateRate } from './shapes.js';
import { type CompoundDuration, type RateUnit, secondsOf } from './time.js';
import type { ValueShape } from './value-shape.js';

/**
 * Observed values, in the metric's unit: a constant; a distribution with a given quantile, which is exactly the result
 * of `histogram_quantile`; or a mixture of values.
 */
export type Distribution =
  | number
  | { readonly quantile: number; readonly value: number }
  | readonly WeightedValue[];
/** A value and its ratio of all observations. */
export interface WeightedValue {
  /** Ratio of all observations, 0 to 1. */
  readonly share: number;
  /** Value, in the metric's unit. */
  readonly value: number;
}

/** Observations over time, from which all series of a classic or native histogram are computed. */
export interface HistogramShape {
  readonly type: 'histogram';
  /** Parts in ascending order of time; the first starts at 0. */
  readonly parts: readonly Observations[];
  /** Times of counter resets in seconds. */
  readonly resets: readonly number[];
  readonly lifetime: SeriesLifetime;
  /** Observes from this time on; before, the series exist without observations. @default the start of the scenario */
  from(at: CompoundDuration): HistogramShape;
  /** Observes until this time of the scenario. @default the end of the scenario */
  until(at: CompoundDuration): HistogramShape;
  /** Continues with another shape from this time on; times of that shape count from there. */
  thenAt(at: CompoundDuration, next: HistogramShape): HistogramShape;
  /** The process restarts: all counts are reset to zero. */
  reset(at: CompoundDuration): HistogramShape;
  /** The series have no samples before this time. */
  appearsAt(at: CompoundDuration): HistogramShape;
  /** The series end with staleness markers. */
  disappearsAt(at: CompoundDuration): HistogramShape;
  /**
   * No samples from one time until another, as while Prometheus is down. Queries return the last sample for five
   * minutes (the lookback delta), unlike after a failed scrape: see `scrapesFail`.
   */
  gap(from: CompoundDuration, until: CompoundDuration): HistogramShape;
  /**
   * Scrapes fail from one time until another, as while the target is down. The first failed scrape ends the series with
   * staleness markers; the first successful one continues them.
   */
  scrapesFail(from: CompoundDuration, until: CompoundDuration): HistogramShape;
}
/** A part of a histogram's observations, with its own rate and values. */
export interface Observations {
  /** Seconds since the start of the scenario. */
  readonly at: number;
  /** Observations per second; times count from `at`. */
  readonly perSecond: Level;
  readonly values: Distribution;
}

/**
 * A histogram with observations at a rate.
 *
 * @example observing(10, 'per second', { quantile: 0.95, value: 600 })
 */
export function observing(rate: number | ValueShape, unit: RateUnit, values: Distribution): HistogramShape {
  validateRate(rate, unit, 'observing', observing);
  validate(distribution, values, 'observing: what is observed', observing);
  const part: Observations = { at: 0, perSecond: rateLevel(rate, unit), values };
  return histogramShape({ observed: [part], from: 0, until: forever, resets: [], lifetime: always });
}
/** A histogram without observations. */
export function unobserved(): HistogramShape {
  return observing(0, 'per second', 0);
}

const forever = Number.POSITIVE_INFINITY;

interface HistogramData {
  /** Times count from `from`. */
  readonly observed: readonly Observations[];
  readonly from: number;
  readonly until: number;
  readonly resets: readonly number[];
  readonly lifetime: SeriesLifetime;
}

function histogramShape(data: HistogramData): HistogramShape {
  const changed = (change: Partial<HistogramData>): HistogramShape => histogramShape({ ...data, ...change });
  const { resets, lifetime } = data;
  const parts = windowed(data);
  const thenAt = (time: CompoundDuration, next: HistogramShape): HistogramShape => {
    validate(histogramForm, next, 'thenAt: what comes next', thenAt);
    const at = secondsOf(time);
    const before = parts.filter((part) => part.at < at);
    const after = next.parts.map((part) => ({ ...part, at: part.at + at }));
    const later = next.resets.map((reset) => reset + at);
    const observed = [...before, ...after];
    return changed({ observed, from: 0, until: forever, resets: [...resets, ...later] });
  };
  return closed<HistogramShape>('a shape of a histogram', 'function', {
    type: 'histogram',
    parts,
    resets,
    lifetime,
    from: (at) => changed({ from: secondsOf(at) }),
    until: (at) => changed({ until: secondsOf(at) }),
    thenAt,
    reset: (at) => changed({ resets: [...resets, secondsOf(at)] }),
    appearsAt: (at) => changed({ lifetime: appearsAt(lifetime, at) }),
    disappearsAt: (at) => changed({ lifetime: disappearsAt(lifetime, at) }),
    gap: (from, until) => changed({ lifetime: withGap(lifetime, from, until) }),
    scrapesFail: (from, until) => changed({ lifetime: withFailedScrapes(lifetime, from, until) }),
  });
}

const histogramForm = made('observing()', 'histogram');

/** The parts in the time of the scenario, without observations outside of the window. */
function windowed({ observed, from, until }: HistogramData): Observations[] {
  const parts = observed.map((part) => ({ ...part, at: part.at + from })).filter((part) => part.at < until);
  const nothingFrom = (at: number): Observations => ({ at, perSecond: constantLevel(0), values: 0 });
  return [
    ...(from > 0 ? [nothingFrom(0)] : []),
    ...parts,
    ...(until < forever ? [nothingFrom(Math.max(until, 0))] : []),
  ];
}
