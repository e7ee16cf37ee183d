import { constantLevel, type Level } from './level.js';
import { always, bornAt, goneAt, type Presence, withGap } from './presence.js';
import { type Span, secondsOf } from './time.js';

/** What the samples of a series are over time: for gauges, and for counters whose very values matter. */
export interface ValueShape {
  readonly type: 'value';
  readonly level: Level;
  readonly presence: Presence;
  /** Starts at this time; before, the value is that of `otherwise`, which is 0 unless given. */
  from(at: Span): ValueShape;
  /** Ends at this time (of the scenario); from then on the value is that of `otherwise`. */
  until(at: Span): ValueShape;
  /** The value outside of `from` and `until`. @default 0 */
  otherwise(value: number): ValueShape;
  /** Goes over to another shape (or value), whose own clock starts then. */
  thenAt(at: Span, next: ValueShape | number): ValueShape;
  /** Adds noise of at most `amplitude` to either side; the same seed always gives the same noise. */
  noisy(amplitude: number, options?: { readonly seed?: number; readonly every?: Span }): ValueShape;
  /** The series has no sample before. */
  bornAt(at: Span): ValueShape;
  /** The series ends with a staleness marker: its target or label value is gone. */
  goneAt(at: Span): ValueShape;
  /** Scrapes bring nothing from one time until another. */
  gap(from: Span, until: Span): ValueShape;
}

/** The same value all the time. */
export function constant(value: number): ValueShape {
  return valueShape(constantLevel(value), always);
}
/** From one value to another in so much time; the last value stays. */
export function ramp(from: number, to: number, over: Span): ValueShape {
  return valueShape({ type: 'ramp', from, to, over: secondsOf(over) }, always);
}
/** One value, and another from a time on. */
export function jump(before: number, at: Span, after: number): ValueShape {
  return constant(before).thenAt(at, after);
}
/** One value, but another for a short while. */
export function spike(base: number, peak: number, at: Span, lasting: Span): ValueShape {
  return constant(base).thenAt(at, constant(peak).thenAt(lasting, base));
}
/** A wave that is lowest at the start of each period. */
export function wave(low: number, high: number, period: Span): ValueShape {
  return valueShape({ type: 'wave', low, high, period: secondsOf(period) }, always);
}
/** A day that is quietest at the start (midnight) and busiest twelve hours later. */
export function daily(low: number, high: number): ValueShape {
  return wave(low, high, '1d');
}
/** The unix time so long ago: for gauges that hold the time of their last success. Keeps pace with the clock. */
export function timestampAged(age: Span): ValueShape {
  return valueShape({ type: 'timestamp', age: constantLevel(secondsOf(age)) }, always);
}
/** A unix time that was current at the start of the shape and then stands still: nothing succeeds any more. */
export function timestampStuck(): ValueShape {
  const forever = 1e9;
  return valueShape(
    { type: 'timestamp', age: { type: 'ramp', from: 0, to: forever, over: forever } },
    always,
  );
}

export function valueShape(level: Level, presence: Presence): ValueShape {
  const windowed = (change: { from?: number; until?: number; outside?: number }): ValueShape =>
    valueShape(windowOf(level, change), presence);
  return {
    type: 'value',
    level,
    presence,
    from: (at) => windowed({ from: secondsOf(at) }),
    until: (at) => windowed({ until: secondsOf(at) }),
    otherwise: (value) => windowed({ outside: value }),
    thenAt: (at, next) => {
      const after = typeof next === 'number' ? constantLevel(next) : next.level;
      return valueShape({ type: 'switch', before: level, at: secondsOf(at), after }, presence);
    },
    noisy: (amplitude, { seed = 1, every = '15s' } = {}) =>
      valueShape({ type: 'noise', level, amplitude, seed, every: secondsOf(every) }, presence),
    bornAt: (at) => valueShape(level, bornAt(presence, at)),
    goneAt: (at) => valueShape(level, goneAt(presence, at)),
    gap: (from, until) => valueShape(level, withGap(presence, from, until)),
  };
}

/** Narrows a level to a window of time; a second call narrows the same window. */
export function windowOf(
  level: Level,
  change: { readonly from?: number; readonly until?: number; readonly outside?: number },
): Level {
  if (level.type === 'window') return { ...level, ...change };
  return { type: 'window', level, from: 0, until: Number.POSITIVE_INFINITY, outside: 0, ...change };
}
