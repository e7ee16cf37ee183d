import type { SiteMetric } from '../model.js';
import type { Labels } from './matchers.js';
import { noise, unit } from './random.js';

/** What a value is multiplied by at a time: it goes up and down, faster and slower. */
export function wobble(seed: number, time: number): number {
  return 0.75 + 0.3 * noise(seed, time, 1_200_000) + 0.2 * noise(seed + 1, time, 120_000);
}

/** The unit of a series of a metric that has several resources: Kubernetes has memory and cores under one name. */
export function unitOfSeries({ unit: of }: SiteMetric, { resource = '' }: Labels): string | undefined {
  if (!isCount(of)) return of;
  if (/^(memory|ephemeral[-_]storage|storage|hugepages.*)$/.test(resource)) return 'bytes';
  return resource === 'cpu' ? 'cores' : of;
}

/** A usual value for the unit. */
export function typicalOf({ unit: of, range }: SiteMetric, seed?: number): number {
  const spread = seed === undefined ? 1 : 0.6 + 0.8 * unit(seed, 3);
  if (range) return range[0] + (range[1] - range[0]) * (range[1] === 1 ? 0.55 : 0.35) * spread;
  switch (of) {
    case 'ratio':
    case 'percentunit':
      return 0.4 * spread;
    case 'percent':
      return 40 * spread;
    case 's':
      return 0.12 * spread;
    case 'ms':
      return 120 * spread;
    case 'bytes':
    case 'decbytes':
      return 400e6 * spread;
    case 'cores':
      return 0.5 * spread;
    case 'celsius':
      return 45 * spread;
    default:
      return 12 * spread;
  }
}

/** Whether values are whole numbers of something. */
export function isCount(of: string | undefined): boolean {
  return (
    of === undefined ||
    (/s$/.test(of) && !['s', 'ms', 'bytes', 'decbytes', 'ns', 'cores'].includes(of)) ||
    of === 'short'
  );
}
