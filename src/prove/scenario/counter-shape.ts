import { constantLevel, type Level } from './level.js';
import { always, bornAt, goneAt, type Presence, withGap } from './presence.js';
import { type RateUnit, rateUnits, type Span, secondsOf } from './time.js';
import { type ValueShape, windowOf } from './value-shape.js';

/** How often a counter counts over time. */
export interface CounterShape {
  readonly type: 'counter';
  /** Counts per second. */
  readonly perSecond: Level;
  readonly events: readonly CounterEvent[];
  /** When the counter starts again at zero, in seconds. */
  readonly resets: readonly number[];
  /** What it has counted before the scenario. */
  readonly start: number;
  readonly presence: Presence;
  /** Counts from this time on; before, the counter stands still. */
  from(at: Span): CounterShape;
  /** Counts until this time (of the scenario); then the counter stands still. */
  until(at: Span): CounterShape;
  /** Goes over to another rate, whose own clock starts then. */
  thenAt(at: Span, next: CounterShape): CounterShape;
  /** One more count (or `size` of them) at this time. */
  event(at: Span, size?: number): CounterShape;
  /** The process restarts: the counter starts again at zero. */
  reset(at: Span): CounterShape;
  /** What the counter has counted before the scenario. @default 0 */
  startingAt(total: number): CounterShape;
  /** The series has no sample before. */
  bornAt(at: Span): CounterShape;
  /** The series ends with a staleness marker: its target or label value is gone. */
  goneAt(at: Span): CounterShape;
  /** Scrapes bring nothing from one time until another; counting goes on. */
  gap(from: Span, until: Span): CounterShape;
}
export interface CounterEvent {
  /** Seconds since the start of the scenario. */
  readonly at: number;
  readonly size: number;
}

type CounterData = Pick<CounterShape, 'perSecond' | 'events' | 'resets' | 'start' | 'presence'>;

/**
 * A counter that counts at a rate: a number, or a shape for a rate that changes. The rate is exact, so the counter
 * takes fractions: 6 per minute are 1.5 in 15 s.
 */
export function rateOf(rate: number | ValueShape, unit: RateUnit): CounterShape {
  return counterShape({ ...still, perSecond: rateLevel(rate, unit) });
}
/** A counter that stands still but for single events. */
export function eventsAt(...times: readonly [Span, ...Span[]]): CounterShape {
  return counterShape({ ...still, events: times.map((at) => ({ at: secondsOf(at), size: 1 })) });
}
/** A counter that appears with its first event already counted, as client libraries with labels do. */
export function firstEventAt(at: Span): CounterShape {
  return eventsAt(at).bornAt(at);
}
/** A counter that counts nothing. */
export function idle(): CounterShape {
  return counterShape(still);
}

/** A counter with a rate that is known as a level, in counts per second. */
export function counterOf(perSecond: Level): CounterShape {
  return counterShape({ ...still, perSecond });
}

const still: CounterData = {
  perSecond: constantLevel(0),
  events: [],
  resets: [],
  start: 0,
  presence: always,
};

export function rateLevel(rate: number | ValueShape, unit: RateUnit): Level {
  const seconds = rateUnits[unit];
  return typeof rate === 'number' ? constantLevel(rate / seconds) : scaled(rate.level, 1 / seconds);
}

/** The level times a factor; counters know neither timestamps nor negative rates. */
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
  const { perSecond, events, resets, presence } = data;
  return {
    type: 'counter',
    ...data,
    from: (at) => changed({ perSecond: windowOf(perSecond, { from: secondsOf(at) }) }),
    until: (at) => changed({ perSecond: windowOf(perSecond, { until: secondsOf(at) }) }),
    thenAt: (time, next) => {
      const at = secondsOf(time);
      return changed({
        perSecond: { type: 'switch', before: perSecond, at, after: next.perSecond },
        events: [...events, ...next.events.map((event) => ({ ...event, at: event.at + at }))],
        resets: [...resets, ...next.resets.map((reset) => reset + at)],
      });
    },
    event: (at, size = 1) => changed({ events: [...events, { at: secondsOf(at), size }] }),
    reset: (at) => changed({ resets: [...resets, secondsOf(at)] }),
    startingAt: (start) => changed({ start }),
    bornAt: (at) => changed({ presence: bornAt(presence, at) }),
    goneAt: (at) => changed({ presence: goneAt(presence, at) }),
    gap: (from, until) => changed({ presence: withGap(presence, from, until) }),
  };
}
