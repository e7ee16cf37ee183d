import { stateOf } from './healthy.js';
import type { LeveledMetric } from './levels.js';
import { isWhole, momentValue } from './moments.js';
import { daily, noise } from './random.js';
import { isCount, typicalOf, wobble } from './usual-values.js';

/** What bounds another metric: it stays as it is, above what is used. */
const limiting = /(^|_)(limits?|max\w*|maximum|capacity|quota)(_|$)/;
/** What is a part of it, whatever else its name has. */
const part = /(^|_)(used|usage|in_use|free|avail\w*|remaining|requested)(_|$)/;

/** How much more than usual a limit is, and what several parts are taken from. */
const limitFactor = 2.5;
/** Limits of what is counted are round, and further away: 100 connections. */
const countLimit = 100;
const wholeFactor = 4;

/** The value of a gauge at a time. */
export function gaugeValue(metric: LeveledMetric, seed: number): (time: number) => number {
  const { name, unit: of, range, level } = metric;
  const moment = range ? undefined : momentValue(metric, seed);
  if (moment) return moment;
  // What was last done was done a few seconds ago.
  if (of === 'timestamp' || /_timestamp(_seconds)?$/.test(name))
    return (time) => time / 1000 - 4 - 8 * noise(seed, time, 600_000);
  const state = stateOf(metric);
  if (state !== undefined) return () => state;
  const bounds = !part.test(name) && (limiting.test(name) || isWhole(metric));
  // The same for all series, and above what any of those that are parts of it has.
  const typical = bounds ? typicalOf(metric) : typicalOf(metric, seed);
  const [least, most] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const whole = isCount(of);
  const limit = isWhole(metric)
    ? typical * wholeFactor
    : whole && !range
      ? countLimit
      : typical * limitFactor;
  return (time) => {
    const value = bounds ? limit * level : typical * (0.7 + 0.3 * daily(time)) * wobble(seed, time) * level;
    const within = Math.min(most, Math.max(least, value));
    return whole ? Math.round(within) : within;
  };
}
