import { parseDuration } from '../../catalog/duration.js';
import type { BundleModel } from '../collect/model.js';
import type { Analysed } from './analysis.js';

/** How far apart the samples of a recorded series are, and what says so. */
export interface Spacing {
  readonly milliseconds: number;
  readonly interval: string;
  readonly group: string;
}

/**
 * The interval of the group that records a series, where the definition sets it. Undefined for scraped series, and for
 * groups that follow the interval of the server.
 */
export function recordedEvery({ series }: Analysed, { recordings }: BundleModel): Spacing | undefined {
  if (series?.type !== 'recorded') return undefined;
  let longest: Spacing | undefined;
  for (const { rule, group } of recordings) {
    if (rule.record !== series.name || group.interval === undefined) continue;
    const milliseconds = parseDuration(group.interval);
    if (milliseconds !== undefined && milliseconds > (longest?.milliseconds ?? 0))
      longest = { milliseconds, interval: group.interval, group: group.name };
  }
  return longest;
}
