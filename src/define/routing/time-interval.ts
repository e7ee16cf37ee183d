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

/** Days of the week, as in Alertmanager. */
export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/**
 * A part of the day, the week or the year, as in Alertmanager's `time_interval_spec`. A condition that is left out
 * always holds.
 */
export interface TimeIntervalSpec {
  /** Ranges of the day from `startTime` (inclusive) to `endTime` (exclusive), as `hh:mm`: `22:00` to `24:00`. */
  readonly times?: readonly { readonly startTime: string; readonly endTime: string }[];
  /** Days of the week, or ranges of them: `monday:friday`. */
  readonly weekdays?: readonly (Weekday | `${Weekday}:${Weekday}`)[];
  /** Days of the month, or ranges of them: 1 to 31, or -1 to -31 from the end; `-1` is the last day. */
  readonly daysOfMonth?: readonly string[];
  /** Months by name or number, or ranges of them: `december`, `1:3`. */
  readonly months?: readonly string[];
  /** Years, or ranges of them: `2026:2028`. */
  readonly years?: readonly string[];
  /** IANA time zone such as `Asia/Seoul`, or `Local` for that of the server. @default UTC */
  readonly location?: string;
}

/** A named set of times: Alertmanager's `time_intervals`. */
export interface TimeInterval {
  readonly type: 'timeInterval';
  readonly name: string;
  readonly intervals: readonly TimeIntervalSpec[];
  readonly place: Place;
}

const dayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const monthNames = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];
const weekday = `(${dayNames.join('|')})`;
const month = `(${monthNames.join('|')}|[1-9]|1[0-2])`;
const dayOfMonth = '-?([1-9]|[12][0-9]|3[01])';

/** Values or ranges of values. Alertmanager rejects ranges that end before they begin, by `rank`. */
const oneOrRange = (
  form: string,
  expected: string,
  rank: (one: string, at: number, ones: readonly string[]) => number,
): Shape => {
  const written = matching(new RegExp(`^${form}(:${form})?$`, 'i'), expected);
  return list((value) => {
    const wrong = written(value);
    if (wrong) return wrong;
    const [from = 0, to = from] = String(value)
      .toLowerCase()
      .split(':')
      .map((one, at, ones) => rank(one, at, ones));
    return from > to ? unfit(value, `${expected}: from the earlier to the later, or several`) : undefined;
  });
};
const monthRank = (one: string): number => monthNames.indexOf(one) + 1 || Number(one);
/**
 * Alertmanager compares days from the end as those of a month with 28 days, and has no range from these to days from
 * the start.
 */
const dayRank = (one: string, at: number, ones: readonly string[]): number => {
  const day = Number(one);
  if (day > 0) return at > 0 && Number(ones[0]) < 0 ? Number.NEGATIVE_INFINITY : day;
  return 28 + day;
};

const timeZone: Shape = (value) => {
  if (value === 'Local') return undefined;
  try {
    new Intl.DateTimeFormat('en', { timeZone: String(value) });
    return text(value);
  } catch {
    return unfit(value, 'an IANA time zone such as Asia/Seoul');
  }
};

const intervalShape = optionsOf<TimeIntervalSpec>({
  // Their form is validated below, with the rule for nights.
  times: list(
    optionsOf<{ startTime: string; endTime: string }>({ startTime: required(text), endTime: required(text) }),
  ),
  weekdays: oneOrRange(weekday, 'a weekday or a range, such as monday:friday; sunday is the first', (one) =>
    dayNames.indexOf(one),
  ),
  daysOfMonth: oneOrRange(dayOfMonth, 'days from 1 to 31 or -1 to -31, such as 1:7', dayRank),
  months: oneOrRange(month, 'a month or a range, such as december or 1:3', monthRank),
  years: oneOrRange('[0-9]{4}', 'a year or a range, such as 2026:2027', (one) => Number(one)),
  location: timeZone,
});

/**
 * A named set of times, for `muteTimeIntervals` and `activeTimeIntervals` of routes, such as nights and weekends.
 *
 * @param name name of the time interval, unique in the bundle
 * @param intervals the set is the union of all; a night consists of two, until 24:00 and from 00:00
 * @throws DefinitionError for no interval, a time that is not `hh:mm`, a range that ends before it starts, and an
 * unknown time zone
 * @example timeInterval('weekend', { weekdays: ['saturday', 'sunday'], location: 'Asia/Seoul' })
 */
export function timeInterval(name: string, ...intervals: readonly TimeIntervalSpec[]): TimeInterval {
  const place = placeOf(timeInterval);
  validate(nameShape, name, 'timeInterval: the name', place);
  for (const interval of intervals)
    validate(intervalShape, interval, `timeInterval ${JSON.stringify(name)}`, place);
  if (intervals.length === 0)
    throw new DefinitionError(`time interval ${name} has no interval`, place, {
      expected: "the times: timeInterval('weekend', { weekdays: ['saturday', 'sunday'] })",
    });
  for (const { startTime, endTime } of intervals.flatMap(({ times = [] }) => times)) {
    for (const time of [startTime, endTime]) {
      if (!/^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/.test(time))
        throw new DefinitionError(`time interval ${name}: ${time} is not a time of the form 08:30`, place);
    }
    if (startTime >= endTime) {
      throw new DefinitionError(
        `time interval ${name}: ${startTime} to ${endTime} ends before it begins; a night is two intervals, ` +
          `${startTime} to 24:00 and 00:00 to ${endTime}`,
        place,
      );
    }
  }
  return { type: 'timeInterval', name, intervals, place };
}
