import type { Option } from 'commander';
import { parseDuration } from '../../catalog/duration.js';
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
function timeoutOf(text: string): number {
  return boundedDuration(text, longestTimeout, '1d');
}

function boundedDuration(text: string, most: number, mostText: string): number {
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined || milliseconds <= 0 || milliseconds > most) {
    const wrong =
      milliseconds === undefined
        ? faultOf(text)
        : milliseconds <= 0
          ? 'it must be longer than 0'
          : `it must not be longer than ${mostText}`;
    throw new Error(`Expected a duration such as 30s, 5m, 1h30m or 7d: ${wrong}.`);
  }
  return milliseconds;
}

/** Why a text is no duration. */
function faultOf(text: string): string {
  if (/^\d+$/.test(text)) return 'the unit is missing';
  if (/^\d*\.\d/.test(text)) return 'numbers must be whole: 1.5h is 1h30m';
  return 'units are ms, s, m, h, d, w and y, from large to small, each with a whole number before it';
}

/** Whether the calendar has a day: `Date.parse` takes February 30 for March 2. */
function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

/**
 * Unix milliseconds of a time in RFC 3339 or unix seconds.
 *
 * @throws Error for anything else
 */
export function instantOf(text: string): number {
  const unix = /^\d{1,11}(\.\d+)?$/.test(text) ? Number(text) * 1000 : Number.NaN;
  const isWritten = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const written = isWritten && isDay(text.slice(0, 10)) ? Date.parse(text) : Number.NaN;
  const milliseconds = Math.round(Number.isNaN(unix) ? written : unix);
  if (Number.isNaN(milliseconds))
    throw new Error('Expected a time such as 2026-03-01T00:00:00Z, or unix seconds such as 1772323200.');
  return milliseconds;
}

/** `--since` of a comparison with the series of a server. */
export function seriesSince(): Option {
  return valueOption(
    '--since <duration>',
    'how far back to look for series on a server',
    millisecondsOf,
  ).default(3_600_000, '1h');
}

/** `--timeout` of a request to an API, which answers at once or not at all. */
export function requestTimeout(): Option {
  return valueOption('--timeout <duration>', 'timeout of a request', timeoutOf).default(30_000, '30s');
}

/** `--timeout` of a query, which a Prometheus may work at. */
export function queryTimeout(): Option {
  return valueOption('--timeout <duration>', 'timeout of a query', timeoutOf).default(60_000, '1m');
}
