import { formatDuration, parseDuration } from '../../catalog/duration.js';
import { DefinitionError, type Duration, type Place } from '../../catalog/index.js';
import { shown } from '../../catalog/shape/index.js';

/** Prometheus' duration syntax: units from large to small, each at most once, as `1h30m`. */
export type CompoundDuration = Duration | `${Duration}${Duration}` | `${Duration}${Duration}${Duration}`;

/**
 * Seconds of a duration such as `90s` or `1h30m`.
 *
 * @throws DefinitionError for anything else.
 */
export function secondsOf(duration: string, place?: Place): number {
  const given: unknown = duration;
  const milliseconds = typeof given === 'string' ? parseDuration(given) : undefined;
  if (milliseconds === undefined) {
    throw notDuration(given, place);
  }
  return milliseconds / 1000;
}

function notDuration(given: unknown, place: Place | undefined): DefinitionError {
  return new DefinitionError(`${shown(given)} is not a duration`, place, {
    expected: 'a number and its unit, from large to small: 15s, 5m, 1h30m',
  });
}

/** Seconds as Prometheus writes a duration: 5400 is `1h30m`. */
export function durationText(seconds: number): CompoundDuration {
  return formatDuration(Math.round(seconds * 1000)) as CompoundDuration;
}

/** Units in which a rate can be given, in seconds. */
export const rateUnits = { 'per second': 1, 'per minute': 60, 'per hour': 3600, 'per day': 86_400 } as const;
/** Units in which a rate can be given. */
export type RateUnit = keyof typeof rateUnits;
