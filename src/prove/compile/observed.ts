import type { Distribution, HistogramShape } from '../scenario/histogram-shape.js';
import { levelAt } from '../scenario/level.js';
import { type Clock, scrapeTimes } from './samples.js';

/** The observations of a histogram since the previous scrape. */
export interface Observed {
  /** The process restarted: all counts were reset to zero before these observations. */
  readonly restarted: boolean;
  readonly count: number;
  readonly values: Distribution;
}

/** Calls `visit` for every scrape, in order. The rate between two scrapes is the rate halfway between them. */
export function eachScrape(shape: HistogramShape, clock: Clock, visit: (observed: Observed) => void): void {
  const { parts, resets, lifetime } = shape;
  let previous = Number.NEGATIVE_INFINITY;
  for (const at of scrapeTimes(clock)) {
    const restarted = resets.some((reset) => reset > previous && reset <= at);
    const since = Math.max(previous, lifetime.start, 0);
    const middle = (since + at) / 2;
    const part = parts.findLast((candidate) => candidate.at <= middle);
    const rate = part ? Math.max(0, levelAt(part.perSecond, middle - part.at, clock.epoch + part.at)) : 0;
    visit({ restarted, count: at > since ? rate * (at - since) : 0, values: part?.values ?? 0 });
    previous = at;
  }
}
