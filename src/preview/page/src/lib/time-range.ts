import { dateTime, type TimeRange } from '@grafana/data';
import { durationMs } from '../dashboard/interpolate.js';

const hour = 3_600_000;
const rounded: Readonly<Record<string, number>> = { m: 60_000, h: hour, d: 24 * hour, w: 7 * 24 * hour };

/** Milliseconds of `now-6h`, `now/d`, a number of milliseconds, or a date; undefined for anything else. */
export function momentOf(text: string, now: number, up: boolean): number | undefined {
  const [, shift, unit] = /^now((?:[-+]\d+[smhdwMy])*)(?:\/([mhdw]))?$/.exec(text) ?? [];
  if (shift !== undefined) {
    let at = now;
    for (const [, sign, length] of shift.matchAll(/([-+])(\d+[smhdwMy])/g))
      at += (sign === '-' ? -1 : 1) * (durationMs(length) ?? 0);
    const size = rounded[unit ?? ''];
    if (size === undefined) return at;
    const start = Math.floor(at / size) * size;
    return up ? start + size - 1 : start;
  }
  const number = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isNaN(number) ? undefined : number;
}

/** A range as Grafana's components take it, with its texts. */
export function rangeOf(from: string, to: string, now: number): TimeRange {
  const end = momentOf(to, now, true) ?? now;
  const start = Math.min(momentOf(from, now, false) ?? end - 6 * hour, end - 1000);
  return { from: dateTime(start), to: dateTime(end), raw: { from, to } };
}
