import type { SampleInput, SampleSeries } from '../../engine/index.js';

/** A series with one value for each scrape of a scenario, undefined where there is none. */
export interface GridSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly cells: readonly (SampleInput | undefined)[];
}

/** Times in unix milliseconds; both ends included. */
export interface Grid {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** The usual distance of two samples, in whole seconds as milliseconds: the shortest of all series. */
export function scrapeInterval(history: readonly SampleSeries[], { start, end }: Omit<Grid, 'step'>): number {
  const usual = history.flatMap(({ samples }) => {
    const times = samples.flatMap(([at, value]) =>
      at >= start && at <= end && value !== 'stale' ? [at] : [],
    );
    const distances = times.slice(1).map((at, index) => at - (times[index] ?? at));
    const middle = distances.sort((a, b) => a - b)[Math.floor(distances.length / 2)];
    return middle === undefined ? [] : [middle];
  });
  return Math.max(1000, Math.round((usual.length === 0 ? 60_000 : Math.min(...usual)) / 1000) * 1000);
}

/**
 * Samples as scrapes at even times. Targets are scraped at moments of their own: each series is moved by less than a
 * step, to the next even time.
 */
export function onGrid(history: readonly SampleSeries[], grid: Grid): GridSeries[] {
  const { start, end, step } = grid;
  const size = Math.floor((end - start) / step) + 1;
  return history.flatMap(({ labels, samples }): GridSeries[] => {
    const inside = samples.filter(([at]) => at > start - step && at <= end);
    const scraped = inside.find(([, value]) => value !== 'stale');
    if (!scraped) return [];
    const delay = (((start - scraped[0]) % step) + step) % step;
    const cells = new Array<SampleInput | undefined>(size).fill(undefined);
    for (const [at, value] of inside) {
      const index =
        value === 'stale' ? Math.ceil((at - start) / step) : Math.round((at + delay - start) / step);
      if (index < 0 || index >= size) continue;
      // An end does not replace the scrape of the same time: it follows.
      if (value !== 'stale') cells[index] = value;
      else if (cells[index] === undefined) cells[index] = 'stale';
      else if (index + 1 < size) cells[index + 1] ??= 'stale';
    }
    return [{ labels, cells }];
  });
}

/** As the engine takes them. */
export function samplesOf({ labels, cells }: GridSeries, { start, step }: Grid): SampleSeries {
  const samples = cells.flatMap((value, index): (readonly [number, SampleInput])[] =>
    value === undefined ? [] : [[start + index * step, value]],
  );
  return { labels, samples };
}
