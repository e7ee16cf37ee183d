import type { TunableThreshold } from './tuning.js';

/** The unit of the bare number of a threshold: `s` for 600, which texts show as 10m. Empty if it has none. */
export function thresholdUnit({ unit, scale }: Pick<TunableThreshold, 'unit' | 'scale'>): string {
  if (!scale) return unit === 'timestamp' ? 's since 1970' : 'ms since 1970';
  if (scale.factor === 100) return 'ratio, 1 is 100%';
  const bare = scale.units.find(({ size }) => size === 1)?.suffix ?? '';
  return `${scale.before}${bare}`.trim();
}
