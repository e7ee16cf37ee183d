import { durationUnits } from '../../catalog/duration.js';
import type { Duration } from '../../catalog/index.js';

/** Seconds of a duration with one unit; NaN for anything else. */
export function secondsOf(duration: Duration): number {
  const [, amount, unit = ''] = /^(-?\d+(?:\.\d+)?)([a-z]+)$/.exec(duration) ?? [];
  return (Number(amount) * (durationUnits[unit] ?? Number.NaN)) / 1000;
}

/** Days of a duration with one unit. */
export function daysOf(duration: Duration): number {
  return secondsOf(duration) / 86_400;
}
