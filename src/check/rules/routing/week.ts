import type { TimeInterval } from '../../../define/index.js';
import type { ResolvedRoute } from '../../../resolve/index.js';

type Interval = TimeInterval['intervals'][number];

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const minutesOfDay = 24 * 60;

/**
 * Whether there is a time at which a route notifies: one of its active intervals, of which no muting interval covers
 * all. Time zones are not converted: intervals in other zones than the first one count as leaving time.
 */
export function isEverActive(
  {
    muteTimeIntervals,
    activeTimeIntervals,
  }: Pick<ResolvedRoute, 'muteTimeIntervals' | 'activeTimeIntervals'>,
  timeIntervals: readonly TimeInterval[],
): boolean {
  const of = (names: readonly string[]): Interval[] =>
    timeIntervals.filter(({ name }) => names.includes(name)).flatMap(({ intervals }) => intervals);
  const muted = of(muteTimeIntervals);
  const active = activeTimeIntervals && of(activeTimeIntervals).filter(isPossible);
  if (active?.length === 0) return false;
  if (muted.length === 0) return true;
  const all = [...muted, ...(active ?? [])].filter((one) => !isAlways(one));
  const zones = new Set(all.map(({ location = 'UTC' }) => location));
  if (zones.size > 1) return true;
  // What is not in every week mutes a part of the year only, and may be active in any week.
  const mutedTimes = weekOf(muted.filter(isWeekly));
  const activeTimes = active ? weekOf(active) : new Uint8Array(7 * minutesOfDay).fill(1);
  return activeTimes.some((is, minute) => is === 1 && mutedTimes[minute] !== 1);
}

function isAlways(interval: Interval): boolean {
  return isWeekly(interval) && weekOf([interval]).every((is) => is === 1);
}

/** Without conditions on days of the month, months or years. */
function isWeekly({ daysOfMonth = [], months = [], years = [] }: Interval): boolean {
  return daysOfMonth.length === 0 && months.length === 0 && years.length === 0;
}

/** The minutes of a week, from Sunday, which intervals cover by their times and weekdays. */
function weekOf(intervals: readonly Interval[]): Uint8Array {
  const week = new Uint8Array(7 * minutesOfDay);
  for (const { times = [], weekdays = [] } of intervals) {
    const ranges =
      times.length === 0
        ? [[0, minutesOfDay]]
        : times.map(({ startTime, endTime }) => [minuteOf(startTime), minuteOf(endTime)]);
    for (let day = 0; day < 7; day += 1) {
      if (weekdays.length > 0 && !weekdays.some((range) => isWithin(day, range))) continue;
      for (const [from = 0, to = 0] of ranges)
        week.fill(1, day * minutesOfDay + from, day * minutesOfDay + to);
    }
  }
  return week;
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function isWithin(day: number, range: string): boolean {
  const [from = 0, to = from] = range
    .toLowerCase()
    .split(':')
    .map((name) => days.indexOf(name));
  return from <= day && day <= to;
}

const months = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];
/** Days of each month, in leap years. */
const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether some month has one of its days: February has no 30th. */
function isPossible({ daysOfMonth = [], months: given = [] }: Interval): boolean {
  if (daysOfMonth.length === 0) return true;
  const first = Math.min(
    ...daysOfMonth.map((range) => Number(range.split(':')[0])).map((day) => (day < 0 ? 1 : day)),
  );
  const numbers = given.flatMap((range) => {
    const [from = 0, to = from] = range
      .toLowerCase()
      .split(':')
      .map((name) => months.indexOf(name) + 1 || Number(name));
    return lengths.slice(from - 1, to);
  });
  return (given.length === 0 ? lengths : numbers).some((length) => first <= length);
}
