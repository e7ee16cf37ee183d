import type { Metric } from '../catalog/index.js';
import type { CompiledSeries } from '../prove/compile/series.js';

/** One series of a scenario as it is served. */
export interface SimulatedSeries {
  /** With `_bucket`, `_sum` or `_count` for a part of a histogram. */
  readonly name: string;
  readonly metric: Metric;
  /** All labels, those of the scrape too. */
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: CompiledSeries['samples'];
  /** Seconds between two samples. */
  readonly step: number;
}

/** A moment of the scenario, and what time it really is. */
export interface SimulatedMoment {
  /** Seconds since the start of the scenario. */
  readonly at: number;
  /** What must be added to the scenario's unix times, in seconds, so that they are as old now as they are there. */
  readonly shift: number;
}

/** What a series reads at a moment; undefined while it is not there, and for native histograms. */
export function valueAt(
  { samples, step, metric }: SimulatedSeries,
  { at, shift }: SimulatedMoment,
): number | undefined {
  const sample = lastUntil(samples, at);
  if (!sample) return undefined;
  const [time, value] = sample;
  // Older than one step: there is a gap, or the series has ended.
  if (typeof value !== 'number' || at - time >= step * (1 + 1e-9)) return undefined;
  // 0 is no time: it says that something has never happened.
  return metric.unit === 'timestamp' && value !== 0 ? value + shift : value;
}

/** The last sample not after a moment, by halving. */
function lastUntil(
  samples: SimulatedSeries['samples'],
  at: number,
): SimulatedSeries['samples'][number] | undefined {
  let low = 0;
  let high = samples.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const time = samples[middle]?.[0] ?? Number.POSITIVE_INFINITY;
    if (time <= at + 1e-9) low = middle + 1;
    else high = middle;
  }
  return samples[low - 1];
}
