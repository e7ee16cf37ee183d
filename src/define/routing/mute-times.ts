import { DefinitionError, type Place, placeOf } from '../../catalog/index.js';
import {
  list,
  matching,
  name as nameShape,
  options as optionsOf,
  required,
  type Shape,
  text,
  unfit,
  validate,
} from '../../catalog/shape/index.js';

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

/** Times in which a route sends no notifications. */
export interface MuteTimes {
  readonly type: 'muteTimes';
  readonly name: string;
  readonly intervals: readonly TimeInterval[];
  readonly place: Place;
}

const weekday = '(monday|tuesday|wednesday|thursday|friday|saturday|sunday)';
const month =
  '(january|february|march|april|may|june|july|august|september|october|november|december|[1-9]|1[0-2])';
const dayOfMonth = '-?([1-9]|[12][0-9]|3[01])';
const oneOrRange = (form: string, expected: string) =>
  list(matching(new RegExp(`^${form}(:${form})?$`, 'i'), expected));

const timeZone: Shape = (value) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: String(value) });
    return text(value);
  } catch {
    return unfit(value, 'an IANA time zone such as Asia/Seoul');
  }
};

const intervalShape = optionsOf<TimeInterval>({
  // Their form is checked below, with the rule for nights.
  times: list(optionsOf<{ from: string; to: string }>({ from: required(text), to: required(text) })),
  weekdays: oneOrRange(weekday, 'a weekday or a range, such as monday:friday'),
  daysOfMonth: oneOrRange(dayOfMonth, 'days from 1 to 31 or -1 to -31, such as 1:7'),
  months: oneOrRange(month, 'a month or a range, such as december or 1:3'),
  years: oneOrRange('[0-9]{4}', 'a year or a range, such as 2026:2027'),
  location: timeZone,
});

/** Times in which routes that name them send no notifications: nights and weekends for alerts that can wait. */
export function muteTimes(name: string, ...intervals: readonly TimeInterval[]): MuteTimes {
  const place = placeOf(muteTimes);
  validate(nameShape, name, 'muteTimes: the name', place);
  for (const interval of intervals)
    validate(intervalShape, interval, `muteTimes ${JSON.stringify(name)}`, place);
  if (intervals.length === 0)
    throw new DefinitionError(`mute times ${name} hold no interval`, place, {
      expected: "when nobody is notified: muteTimes('weekend', { weekdays: ['saturday:sunday'] })",
    });
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
