import type { Option } from 'commander';
import { secondsOf } from '../../prove/scenario/time.js';
import { valueOption } from '../values.js';

const day = 86_400_000;
const year = 365 * day;
/** Longer than any retention, and short enough for valid dates. */
const longestRange = 10 * year;
/** Timers of Node are limited to 24 days. */
const longestTimeout = day;

/**
 * Milliseconds of a duration such as `15s`, `24h` or `1h30m`, from 1ms to 10y.
 *
 * @throws Error for anything else
 */
export function millisecondsOf(text: string): number {
  return boundedDuration(text, longestRange, '10y');
}

/**
 * Milliseconds of a timeout, from 1ms to 1d.
 *
 * @throws Error for anything else
 */
export function timeoutOf(text: string): number {
  return boundedDuration(text, longestTimeout, '1d');
}

function boundedDuration(text: string, most: number, mostText: string): number {
  const milliseconds = Math.round(secondsOf(text) * 1000);
  if (!(milliseconds > 0)) throw new Error(`"${text}" must be longer than 0.`);
  if (milliseconds > most)
    throw new Error(`"${text}" is too long: expected a duration from 1ms to ${mostText}.`);
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
  if (Number.isNaN(milliseconds)) throw new Error('Expected a time such as 2026-03-01T00:00:00Z.');
  return milliseconds;
}

/** `--timeout` of a request to an API, which answers at once or not at all. */
export function requestTimeout(): Option {
  return valueOption('--timeout <duration>', 'timeout of a request', timeoutOf).default(30_000, '30s');
}

/** `--timeout` of a query, which a Prometheus may work at. */
export function queryTimeout(): Option {
  return valueOption('--timeout <duration>', 'timeout of a query', timeoutOf).default(60_000, '1m');
}
