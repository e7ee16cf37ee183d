import { closed } from '../../catalog/misses.js';
import { made, number, validate } from '../../catalog/shape/index.js';
import { constantLevel, type Level } from './level.js';
import {
  always,
  appearsAt,
  disappearsAt,
  type SeriesLifetime,
  withFailedScrapes,
  withGap,
} from './lifetime.js';
import { validateRate } from './shapes.js';
import { type CompoundDuration, type RateUnit, rateUnits, secondsOf } from './time.js';
import { type ValueShape, windowOf } from './value-shape.js';

/** The increase of a counter over time. */
export interface CounterShape {
  readonly type: 'counter';
  /** Increase per second. */
  readonly perSecond: Level;
  readonly events: readonly CounterEvent[];
  /** Times of counter resets in seconds. */
  readonly resets: readonly number[];
  /** Value at the start of the scenario. */
  readonly start: number;
  readonly lifetime: SeriesLifetime;
  /** Increases from this time on; before, the value is constant. @default the start of the scenario */
  from(at: CompoundDuration): CounterShape;
  /** Increases until this time of the scenario; after, the value is constant. @default the end of the scenario */
  until(at: CompoundDuration): CounterShape;
  /** Continues with another shape from this time on; times of that shape count from there. */
  thenAt(at: CompoundDuration, next: CounterShape): CounterShape;
  /** Increases by `size` at this time; by 1 if no size is given. */
  event(at: CompoundDuration, size?: number): CounterShape;
  /** The process restarts: the counter is reset to zero. */
  reset(at: CompoundDuration): CounterShape;
  /** Value at the start of the scenario. @default 0 */
  startingAt(total: number): CounterShape;
  /** The series has no samples before this time. */
  appearsAt(at: CompoundDuration): CounterShape;
  /** The series ends with a staleness marker, as when its target or label value has disappeared. */
  disappearsAt(at: CompoundDuration): CounterShape;
  /**
   * No samples from one time until another, as while Prometheus is down; the counter continues to increase. Queries
   * return the last sample for five minutes (the lookback delta), unlike after a failed scrape: see `scrapesFail`.
   */
  gap(from: CompoundDuration, until: CompoundDuration): CounterShape;
  /**
   * Scrapes fail from one time until another, as while the target is down; the counter continues to increase. The first
   * failed scrape ends the series with a staleness marker; the first successful one continues it.
   */
  scrapesFail(from: CompoundDuration, until: CompoundDuration): CounterShape;
}
/** An increase of a counter at one time. */
export interface CounterEvent {
  /** Seconds since the start of the scenario. */
  readonly at: number;
  readonly size: number;
}

type CounterData = Pick<CounterShape, 'perSecond' | 'events' | 'resets' | 'start' | 'lifetime'>;

/**
 * A counter that increases at a rate: a number, or a shape for a rate that changes. The rate is exact, so values can be
 * fractional: 6 per minute are 1.5 in 15 s.
 *
 * @example rateOf(6, 'per minute').from('10m').until('30m')
 */
export function rateOf(rate: number | ValueShape, unit: RateUnit): CounterShape {
  validateRate(rate, unit, 'rateOf', rateOf);
  return counterShape({ ...still, perSecond: rateLevel(rate, unit) });
}
/**
 * A counter that increases by 1 at each of these times.
 *
 * @example eventsAt('5m', '12m')
 */
export function eventsAt(...times: readonly [CompoundDuration, ...CompoundDuration[]]): CounterShape {
  return counterShape({ ...still, events: times.map((at) => ({ at: secondsOf(at), size: 1 })) });
}
/** A counter whose first sample is 1, as for client libraries that create a labelled series with its first event. */
export function firstEventAt(at: CompoundDuration): CounterShape {
  return eventsAt(at).appearsAt(at);
}
/** A counter that does not increase. */
export function idle(): CounterShape {
  return counterShape(still);
}

/** A counter that increases at a rate per second. */
export function counterOf(perSecond: Level): CounterShape {
  return counterShape({ ...still, perSecond });
}

const still: CounterData = {
  perSecond: constantLevel(0),
  events: [],
  resets: [],
  start: 0,
  lifetime: always,
};

export function rateLevel(rate: number | ValueShape, unit: RateUnit): Level {
  const seconds = rateUnits[unit];
  return typeof rate === 'number' ? constantLevel(rate / seconds) : scaled(rate.level, 1 / seconds);
}

/** A level multiplied by a factor. */
function scaled(level: Level, factor: number): Level {
  switch (level.type) {
    case 'constant':
      return constantLevel(level.value * factor);
    case 'ramp':
      return { ...level, from: level.from * factor, to: level.to * factor };
    case 'wave':
      return { ...level, low: level.low * factor, high: level.high * factor };
    case 'window':
      return { ...level, level: scaled(level.level, factor), outside: level.outside * factor };
    case 'switch':
      return { ...level, before: scaled(level.before, factor), after: scaled(level.after, factor) };
    case 'noise':
      return { ...level, level: scaled(level.level, factor), amplitude: level.amplitude * factor };
    case 'timestamp':
      return { ...level, age: scaled(level.age, factor) };
  }
}

function counterShape(data: CounterData): CounterShape {
  const changed = (change: Partial<CounterData>): CounterShape => counterShape({ ...data, ...change });
  const { perSecond, events, resets, lifetime } = data;
  const thenAt = (time: CompoundDuration, next: CounterShape): CounterShape => {
    validate(counterForm, next, 'thenAt: what comes next', thenAt);
    const at = secondsOf(time);
    return changed({
      perSecond: { type: 'switch', before: perSecond, at, after: next.perSecond },
      events: [...events, ...next.events.map((event) => ({ ...event, at: event.at + at }))],
      resets: [...resets, ...next.resets.map((reset) => reset + at)],
    });
  };
  const event = (at: CompoundDuration, size = 1): CounterShape => {
    validate(count, size, 'event: the size', event);
    return changed({ events: [...events, { at: secondsOf(at), size }] });
  };
  const startingAt = (start: number): CounterShape => {
    validate(count, start, 'startingAt: the total', startingAt);
    return changed({ start });
  };
  return closed<CounterShape>('a shape of a counter', 'function', {
    type: 'counter',
    ...data,
    from: (at) => changed({ perSecond: windowOf(perSecond, { from: secondsOf(at) }) }),
    until: (at) => changed({ perSecond: windowOf(perSecond, { until: secondsOf(at) }) }),
    thenAt,
    event,
    reset: (at) => changed({ resets: [...resets, secondsOf(at)] }),
    startingAt,
    appearsAt: (at) => changed({ lifetime: appearsAt(lifetime, at) }),
    disappearsAt: (at) => changed({ lifetime: disappearsAt(lifetime, at) }),
    gap: (from, until) => changed({ lifetime: withGap(lifetime, from, until) }),
    scrapesFail: (from, until) => changed({ lifetime: withFailedScrapes(lifetime, from, until) }),
  });
}

const count = number(0);
const counterForm = made('rateOf() or a similar function', 'counter');
