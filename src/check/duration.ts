import { durationUnits } from '../catalog/duration.js';

const parts = /([0-9]+)(ms|[smhdwy])/g;
const whole = /^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$/;

const cache = new Map<string, number | undefined>();
const cacheLimit = 1000;

/** Milliseconds of a duration in Prometheus' syntax (`1h30m`); undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  if (cache.has(text)) return cache.get(text);
  // A handful of durations stands in thousands of rules.
  if (cache.size >= cacheLimit) cache.clear();
  const milliseconds = read(text);
  cache.set(text, milliseconds);
  return milliseconds;
}

function read(text: string): number | undefined {
  if (text === '0') return 0;
  if (text === '' || !whole.test(text)) return undefined;
  let total = 0;
  for (const [, count, unit] of text.matchAll(parts))
    total += Number(count) * (durationUnits[unit ?? ''] ?? 0);
  // Prometheus keeps durations as nanoseconds in 64 bits: 292 years.
  return total < 2 ** 63 / 1e6 ? total : undefined;
}
