import { DefinitionError, type Place, placeOf } from '../catalog/index.js';

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/** A part of the week or the year; what is left out is any. */
export interface TimeInterval {
  /** Times of the day, `from` included and `to` not: 22:00 to 24:00. */
  readonly times?: readonly { readonly from: string; readonly to: string }[];
  readonly weekdays?: readonly (Weekday | `${Weekday}:${Weekday}`)[];
  /** Days of the month from 1; from the end with a minus: `-1` is the last. */
  readonly daysOfMonth?: readonly string[];
  /** Names or numbers, or ranges of them: `december`, `1:3`. */
  readonly months?: readonly string[];
  readonly years?: readonly string[];
  /** IANA time zone such as `Asia/Seoul`. @default UTC */
  readonly location?: string;
}

/** Times in which a route tells nobody. */
export interface MuteTimes {
  readonly type: 'muteTimes';
  readonly name: string;
  readonly intervals: readonly TimeInterval[];
  readonly place: Place;
}

/** Times in which routes that name them tell nobody: nights and weekends for what can wait. */
export function muteTimes(name: string, ...intervals: readonly TimeInterval[]): MuteTimes {
  const place = placeOf(muteTimes);
  if (intervals.length === 0) throw new DefinitionError(`mute times ${name} hold no interval`, place);
  for (const { from, to } of intervals.flatMap(({ times = [] }) => times)) {
    for (const time of [from, to]) {
      if (!/^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/.test(time))
        throw new DefinitionError(`mute times ${name}: ${time} is not a time of the form 08:30`, place);
    }
    if (from >= to) {
      throw new DefinitionError(
        `mute times ${name}: ${from} to ${to} ends before it begins; a night is two intervals, ` +
          `${from} to 24:00 and 00:00 to ${to}`,
        place,
      );
    }
  }
  return { type: 'muteTimes', name, intervals, place };
}
