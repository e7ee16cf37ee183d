/** Milliseconds of each unit of Prometheus' durations. */
export const durationUnits: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** Prometheus stores durations as nanoseconds in a signed 64-bit integer: 292 years. In milliseconds, exclusive. */
export const longestDuration = 2 ** 63 / 1e6;

/** `ParseDuration` of prometheus/common: integers with units from large to small, each at most once. */
const syntax = /^(?=\d)(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/;
const parts = /(\d+)(ms|[smhdwy])/g;

const cache = new Map<string, number | undefined>();
const cacheLimit = 1000;

/**
 * Parses a duration in Prometheus' syntax.
 *
 * @param text such as `90s` or `1h30m`; `0` needs no unit
 * @returns milliseconds, of any size; undefined for anything else. The accepted range is up to the caller.
 */
export function parseDuration(text: string): number | undefined {
  if (cache.has(text)) return cache.get(text);
  // Thousands of rules share a few durations.
  if (cache.size >= cacheLimit) cache.clear();
  const milliseconds = text === '0' ? 0 : syntax.test(text) ? sum(text) : undefined;
  cache.set(text, milliseconds);
  return milliseconds;
}

function sum(text: string): number {
  let total = 0;
  for (const [, count, unit] of text.matchAll(parts))
    total += Number(count) * (durationUnits[unit ?? ''] ?? 0);
  return total;
}

/** Milliseconds as Prometheus prints a duration, in the largest units up to days: 5400000 is `1h30m`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0s';
  let rest = milliseconds;
  let text = '';
  for (const unit of ['d', 'h', 'm', 's', 'ms'] as const) {
    const size = durationUnits[unit] ?? 1;
    const count = Math.trunc(rest / size);
    if (count !== 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}
