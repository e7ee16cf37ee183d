import { parseDuration } from '../../catalog/duration.js';
import type { Duration } from '../../catalog/index.js';

/** Seconds of a duration; NaN for anything else. */
export function secondsOf(duration: Duration): number {
  return (parseDuration(duration) ?? Number.NaN) / 1000;
}

/** Days of a duration. */
export function daysOf(duration: Duration): number {
  return secondsOf(duration) / 86_400;
}
