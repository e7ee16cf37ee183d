import { closed } from '../../catalog/misses.js';
import { duration, options, validate } from '../../catalog/shape/index.js';
import { constantLevel, type Level } from './level.js';
import {
  always,
  appearsAt,
  disappearsAt,
  type SeriesLifetime,
  withFailedScrapes,
  withGap,
} from './lifetime.js';
import { anySample, sample, sampleOrValues } from './shapes.js';
import { type CompoundDuration, secondsOf } from './time.js';

/** The samples of a series over time: for gauges, and for counters whose exact values matter. */
export interface ValueShape {
  readonly type: 'value';
  readonly level: Level;
  readonly lifetime: SeriesLifetime;
  /** Starts at this time; before, the value is that of `otherwise`. @default the start of the scenario */
  from(at: CompoundDuration): ValueShape;
  /** Ends at this time of the scenario; after, the value is that of `otherwise`. @default the end of the scenario */
  until(at: CompoundDuration): ValueShape;
  /** The value before `from` and after `until`. @default 0 */
  otherwise(value: number): ValueShape;
  /** Continues with another value or shape from this time on; times of that shape count from there. */
  thenAt(at: CompoundDuration, next: ValueShape | number): ValueShape;
  /** Adds noise between -`amplitude` and `amplitude`. The same seed always gives the same noise. */
  noisy(
    amplitude: number,
    options?: { readonly seed?: number; readonly every?: CompoundDuration },
  ): ValueShape;
  /** The series has no samples before this time. */
  appearsAt(at: CompoundDuration): ValueShape;
  /** The series ends with a staleness marker, as when its target or label value has disappeared. */
  disappearsAt(at: CompoundDuration): ValueShape;
  /**
   * No samples from one time until another, as while Prometheus is down. Queries return the last sample for five
   * minutes (the lookback delta), unlike after a failed scrape: see `scrapesFail`.
   */
  gap(from: CompoundDuration, until: CompoundDuration): ValueShape;
  /**
   * Scrapes fail from one time until another, as while the target is down. The first failed scrape ends the series with
   * a staleness marker; the first successful one continues it.
   */
  scrapesFail(from: CompoundDuration, until: CompoundDuration): ValueShape;
}

/**
 * A constant value.
 *
 * @example constant(5).thenAt('10m', 50)
 */
export function constant(value: number): ValueShape {
  validate(anySample, value, 'constant: the value', constant);
  return valueShape(constantLevel(value), always);
}
/**
 * Changes linearly from one value to another, and then stays there.
 *
 * @throws DefinitionError for values that are not numbers, and for an invalid duration
 * @example ramp(0, 100, '30m')
 */
export function ramp(from: number, to: number, over: CompoundDuration): ValueShape {
  validate(sample, from, 'ramp: the first value', ramp);
  validate(sample, to, 'ramp: the last value', ramp);
  return valueShape({ type: 'ramp', from, to, over: secondsOf(over) }, always);
}
/**
 * Changes from one value to another at a point in time.
 *
 * @throws DefinitionError for values that are not numbers, and for an invalid duration
 */
export function jump(before: number, at: CompoundDuration, after: number): ValueShape {
  validate(sample, before, 'jump: the value before', jump);
  validate(sample, after, 'jump: the value after', jump);
  return constant(before).thenAt(at, after);
}
/**
 * A constant value with another value for a limited time.
 *
 * @param base value before and after
 * @param peak value for the limited time
 * @param at start of the limited time
 * @param lasting length of the limited time
 * @throws DefinitionError for values that are not numbers, and for an invalid duration
 * @example spike(1, 100, '10m', '2m')
 */
export function spike(
  base: number,
  peak: number,
  at: CompoundDuration,
  lasting: CompoundDuration,
): ValueShape {
  validate(sample, base, 'spike: the usual value', spike);
  validate(sample, peak, 'spike: the value of the spike', spike);
  return constant(base).thenAt(at, constant(peak).thenAt(lasting, base));
}
/**
 * A cosine wave from `low` at the start of each period to `high` in its middle.
 *
 * @throws DefinitionError for values that are not numbers, and for an invalid duration
 */
export function wave(low: number, high: number, period: CompoundDuration): ValueShape {
  validate(sample, low, 'wave: the lowest value', wave);
  validate(sample, high, 'wave: the highest value', wave);
  return valueShape({ type: 'wave', low, high, period: secondsOf(period) }, always);
}
/** A daily wave: `low` at the start of the day, `high` twelve hours later. */
export function daily(low: number, high: number): ValueShape {
  return wave(low, high, '1d');
}
/** The unix time a constant time ago: for gauges with the time of the last success, while there is success. */
export function timestampAged(age: CompoundDuration): ValueShape {
  return valueShape({ type: 'timestamp', age: constantLevel(secondsOf(age)) }, always);
}
/**
 * The unix time at the start of the shape, constant: for gauges with the time of the last success, without further
 * success.
 */
export function timestampStuck(): ValueShape {
  const forever = 1e9;
  return valueShape(
    { type: 'timestamp', age: { type: 'ramp', from: 0, to: forever, over: forever } },
    always,
  );
}
/**
 * The unix time this far ahead at the start of the shape, constant: for gauges with the time at which something expires.
 *
 * @example timestampIn('15d')
 */
export function timestampIn(ahead: CompoundDuration): ValueShape {
  const forever = 1e9;
  const from = -secondsOf(ahead);
  return valueShape(
    { type: 'timestamp', age: { type: 'ramp', from, to: from + forever, over: forever } },
    always,
  );
}

export function valueShape(level: Level, lifetime: SeriesLifetime): ValueShape {
  const windowed = (change: { from?: number; until?: number; outside?: number }): ValueShape =>
    valueShape(windowOf(level, change), lifetime);
  const thenAt = (at: CompoundDuration, next: ValueShape | number): ValueShape => {
    validate(sampleOrValues, next, 'thenAt: what comes next', thenAt);
    const after = typeof next === 'number' ? constantLevel(next) : next.level;
    return valueShape({ type: 'switch', before: level, at: secondsOf(at), after }, lifetime);
  };
  const otherwise = (value: number): ValueShape => {
    validate(sample, value, 'otherwise: the value', otherwise);
    return windowed({ outside: value });
  };
  const noisy: ValueShape['noisy'] = (amplitude, options = {}) => {
    validate(sample, amplitude, 'noisy: the amplitude', noisy);
    validate(noiseShape, options, 'noisy', noisy);
    const { seed = 1, every = '15s' } = options;
    return valueShape({ type: 'noise', level, amplitude, seed, every: secondsOf(every) }, lifetime);
  };
  return closed<ValueShape>('a shape of values', 'function', {
    type: 'value',
    level,
    lifetime,
    from: (at) => windowed({ from: secondsOf(at) }),
    until: (at) => windowed({ until: secondsOf(at) }),
    otherwise,
    thenAt,
    noisy,
    appearsAt: (at) => valueShape(level, appearsAt(lifetime, at)),
    disappearsAt: (at) => valueShape(level, disappearsAt(lifetime, at)),
    gap: (from, until) => valueShape(level, withGap(lifetime, from, until)),
    scrapesFail: (from, until) => valueShape(level, withFailedScrapes(lifetime, from, until)),
  });
}

const noiseShape = options<{ seed?: number; every?: CompoundDuration }>({ seed: sample, every: duration });

/** Limits a level to a window of time; a second call changes the same window. */
export function windowOf(
  level: Level,
  change: { readonly from?: number; readonly until?: number; readonly outside?: number },
): Level {
  if (level.type === 'window') return { ...level, ...change };
  return { type: 'window', level, from: 0, until: Number.POSITIVE_INFINITY, outside: 0, ...change };
}
