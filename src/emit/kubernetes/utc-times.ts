import type { TimeIntervalSpec } from '../../define/index.js';

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
type Day = (typeof weekdays)[number];
const minutesOfDay = 24 * 60;

/**
 * Converts a time interval to UTC, as one or two intervals. Undefined if that is not possible: for time zones with
 * daylight saving time, and outside of UTC for days of the month, months and years.
 */
export function inUtc(interval: TimeIntervalSpec): readonly TimeIntervalSpec[] | undefined {
  const { location = 'UTC', times, weekdays: days, daysOfMonth, months, years, ...rest } = interval;
  const offset = fixedOffset(location);
  if (offset === 0) return [{ ...interval, location: 'UTC' }];
  if (offset === undefined || daysOfMonth || months || years) return undefined;
  const named = days?.flatMap(daysIn);
  const pieces = (times ?? [{ startTime: '00:00', endTime: '24:00' }]).flatMap(({ startTime, endTime }) =>
    byDay(minutes(startTime) - offset, minutes(endTime) - offset),
  );
  return [...new Set(pieces.map(({ shift }) => shift))].sort().map((shift) => ({
    ...rest,
    location: 'UTC',
    times: pieces
      .filter((piece) => piece.shift === shift)
      .map(({ from, to }) => ({ startTime: clock(from), endTime: clock(to) })),
    ...(named && { weekdays: named.map((day) => shifted(day, shift)) }),
  }));
}

/** A part of a day, and its offset in days from the day in the definition. */
interface Piece {
  readonly shift: number;
  readonly from: number;
  readonly to: number;
}

function byDay(from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  for (let shift = Math.floor(from / minutesOfDay); shift * minutesOfDay < to; shift++) {
    const midnight = shift * minutesOfDay;
    pieces.push({
      shift,
      from: Math.max(from - midnight, 0),
      to: Math.min(to - midnight, minutesOfDay),
    });
  }
  return pieces;
}

/** Offsets by time zone: checks and packages ask again and again, and to find one takes a look at 120 dates. */
const offsets = new Map<string, number | undefined>();

function fixedOffset(location: string): number | undefined {
  if (!offsets.has(location)) offsets.set(location, findOffset(location));
  return offsets.get(location);
}

/** Minutes east of UTC, if they are the same in every month of ten years. */
function findOffset(location: string): number | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: location, timeZoneName: 'longOffset' });
  } catch {
    return undefined;
  }
  const found = new Set<number>();
  for (let month = 0; month < 120; month++) found.add(offsetAt(format, Date.UTC(2025, month, 15)));
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

/** `GMT` or `GMT+09:00`. */
function offsetAt(format: Intl.DateTimeFormat, time: number): number {
  const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', part = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
  const size = Number(hours) * 60 + Number(part);
  return sign === '-' ? -size : size;
}

function daysIn(range: string): readonly Day[] {
  const [first = '', last = first] = range.split(':');
  const [from, to] = [weekdays.indexOf(first as Day), weekdays.indexOf(last as Day)];
  return weekdays.slice(from, to + 1);
}

function shifted(day: Day, shift: number): Day {
  return weekdays[(weekdays.indexOf(day) + shift + 7) % 7] ?? day;
}

function minutes(clock: string): number {
  const [hour = '0', minute = '0'] = clock.split(':');
  return Number(hour) * 60 + Number(minute);
}

function clock(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
