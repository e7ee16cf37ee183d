import type { HistogramInput } from '../../engine/index.js';
import type { CounterShape } from '../scenario/counter-shape.js';
import { levelAt } from '../scenario/level.js';
import { presentAt, type SeriesLifetime } from '../scenario/lifetime.js';
import type { ValueShape } from '../scenario/value-shape.js';

/** The times of scrapes: every `step` seconds from 0 to `end`; `epoch` is the unix time of the first, in seconds. */
export interface Clock {
  readonly step: number;
  readonly end: number;
  readonly epoch: number;
}

/** A number, a staleness marker, or a native histogram. */
export type SampleValue = number | 'stale' | HistogramInput;
/** Seconds since the start of the scenario, and the value of the scrape. */
export type Sample = readonly [at: number, value: SampleValue];

/** The times of all scrapes, in seconds since the start. */
export function scrapeTimes({ step, end }: Clock): number[] {
  const times: number[] = [];
  for (let index = 0; index * step <= end; index += 1) times.push(exact(index * step));
  return times;
}

/** The samples of a series that exists for a part of the scenario. */
export function present(
  lifetime: SeriesLifetime,
  times: readonly number[],
  step: number,
  valueAt: (index: number) => SampleValue,
): Sample[] {
  const samples: Sample[] = [];
  times.forEach((at, index) => {
    const there = presentAt(lifetime, at, step);
    if (there === 'value') samples.push([at, valueAt(index)]);
    else if (there === 'stale') samples.push([at, 'stale']);
  });
  return samples;
}

export function valueSamples(shape: ValueShape, clock: Clock): Sample[] {
  const times = scrapeTimes(clock);
  const { level, lifetime } = shape;
  return present(lifetime, times, clock.step, (index) =>
    exact(levelAt(level, times[index] ?? 0, clock.epoch)),
  );
}

export function counterSamples(shape: CounterShape, clock: Clock): Sample[] {
  const times = scrapeTimes(clock);
  const totals = counterTotals(shape, times, clock);
  return present(shape.lifetime, times, clock.step, (index) => totals[index] ?? 0);
}

/** The value of a counter at each time. The rate between two scrapes is the rate halfway between them. */
function counterTotals(shape: CounterShape, times: readonly number[], clock: Clock): number[] {
  const { perSecond, events, resets, start, lifetime } = shape;
  let total = start;
  let previous = Number.NEGATIVE_INFINITY;
  return times.map((at) => {
    const restarted = Math.max(...resets.filter((reset) => reset > previous && reset <= at), -1);
    if (restarted >= 0) total = 0;
    const since = Math.max(previous, restarted, lifetime.start, 0);
    if (at > since) total += Math.max(0, levelAt(perSecond, (since + at) / 2, clock.epoch)) * (at - since);
    for (const event of events) {
      if (event.at > previous && event.at <= at && event.at >= restarted) total += event.size;
    }
    previous = at;
    return exact(total);
  });
}

/** Without rounding errors of additions. */
export function exact(value: number): number {
  // A whole number of so few digits is exact, and most counts are.
  if (Number.isInteger(value) && Math.abs(value) < 1e14) return value;
  return Number(value.toPrecision(14));
}
