import { secondsOf } from '../prove/scenario/time.js';

/**
 * Milliseconds of a duration such as `15s`, `24h` or `1h30m`.
 *
 * @throws Error for anything else, and for nothing at all
 */
export function millisecondsOf(text: string): number {
  const milliseconds = Math.round(secondsOf(text) * 1000);
  if (!(milliseconds > 0)) throw new Error(`"${text}" is no time at all.`);
  return milliseconds;
}

/**
 * Unix milliseconds of a time in RFC 3339 or unix seconds.
 *
 * @throws Error for anything else
 */
export function instantOf(text: string): number {
  const unix = /^\d{1,11}(\.\d+)?$/.test(text) ? Number(text) * 1000 : Number.NaN;
  const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  const milliseconds = Math.round(Number.isNaN(unix) ? written : unix);
  if (Number.isNaN(milliseconds)) throw new Error('It is a time such as 2026-03-01T00:00:00Z.');
  return milliseconds;
}
