// A value over time, and series of any type for which a signal has that value.
import type { Duration } from 'dashwright';
import {
  type CounterShape,
  constant,
  type HistogramShape,
  observing,
  rateOf,
  type ValueShape,
} from 'dashwright/testing';

/** A value over time. */
export interface Course {
  /** A gauge, as a function of the value. */
  value(of: (value: number) => number): ValueShape;
  /** A counter whose rate is a function of the value. */
  perSecond(of: (value: number) => number): CounterShape;
  /** Observations with a quantile that is a function of the value. */
  observations(quantile: number): HistogramShape;
}

/** A constant value. */
export function steady(value: number): Course {
  return course((of) => constant(of(value)), {
    observations: (quantile) => observed(quantile, value),
  });
}

/** Another value from one time to another, in seconds. */
export function episode(usual: number, other: number, from: number, until: number): Course {
  return course((of) => constant(of(other)).from(`${from}s`).until(`${until}s`).otherwise(of(usual)), {
    observations: (quantile) =>
      observed(quantile, usual)
        .thenAt(`${from}s`, observed(quantile, other))
        .thenAt(`${until}s`, observed(quantile, usual)),
  });
}

/** A constant value from a time in seconds on; before, there are no series. */
export function appearing(value: number, at: number): Course {
  return {
    value: (of) => constant(of(value)).appearsAt(`${at}s`),
    perSecond: (of) => rateOf(of(value), 'per second').appearsAt(`${at}s`),
    observations: (quantile) => observed(quantile, value).appearsAt(`${at}s`),
  };
}

function course(value: Course['value'], rest: Pick<Course, 'observations'>): Course {
  return { value, perSecond: (of) => rateOf(value(of), 'per second'), ...rest };
}

function observed(quantile: number, value: number): HistogramShape {
  return observing(10, 'per second', { quantile, value });
}

const inSeconds = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 } as const;

/** A duration such as `5m` in seconds. */
export function secondsIn(duration: Duration): number {
  return [...duration.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * inSeconds[unit as keyof typeof inSeconds],
    0,
  );
}
