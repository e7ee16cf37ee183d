import { DefinitionError, type Duration, type Place } from '../../catalog/index.js';

const unitSeconds: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** Prometheus' duration syntax: units from large to small, each at most once, as `1h30m`. */
export type Span = Duration | `${Duration}${Duration}` | `${Duration}${Duration}${Duration}`;

/**
 * Seconds of a duration such as `90s` or `1h30m`.
 *
 * @throws DefinitionError for anything else.
 */
export function secondsOf(duration: string, place?: Place): number {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdwy])/g)];
  if (parts.length === 0 || parts.map(([text]) => text).join('') !== duration) {
    throw new DefinitionError(`"${duration}" is not a duration: write 15s, 5m, 1h30m`, place);
  }
  let seconds = 0;
  for (const [, count, unit] of parts) seconds += Number(count) * (unitSeconds[unit ?? ''] ?? 0);
  return seconds;
}

/** Seconds as Prometheus writes a duration: 5400 is `1h30m`. */
export function durationText(seconds: number): string {
  if (seconds === 0) return '0s';
  let rest = Math.round(seconds * 1000);
  let text = '';
  for (const [unit, size] of [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1000],
    ['ms', 1],
  ] as const) {
    const whole = Math.trunc(rest / size);
    if (whole !== 0) text += `${whole}${unit}`;
    rest -= whole * size;
  }
  return text;
}

/** Units in which a rate can be given, in seconds. */
export const rateUnits = { 'per second': 1, 'per minute': 60, 'per hour': 3600, 'per day': 86_400 } as const;
export type RateUnit = keyof typeof rateUnits;
