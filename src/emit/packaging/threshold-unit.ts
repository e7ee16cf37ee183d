import type { TunableThreshold } from './tuning.js';

/** What the bare number of a threshold counts, for a person: `s` of 600, which texts write as 10m. Empty if nothing. */
export function thresholdUnit({ unit, scale }: Pick<TunableThreshold, 'unit' | 'scale'>): string {
  if (!scale) return unit === 'timestamp' ? 's since 1970' : 'ms since 1970';
  if (scale.factor === 100) return 'share, 1 is 100%';
  const bare = scale.units.find(({ size }) => size === 1)?.suffix ?? '';
  return `${scale.before}${bare}`.trim();
}
