import type { Metric } from '../catalog/index.js';
import type { CompiledSeries } from '../prove/compile/series.js';

/** A series of a scenario that is served. */
export interface SimulatedSeries {
  /** With `_bucket`, `_sum` or `_count` for a series of a histogram. */
  readonly name: string;
  readonly metric: Metric;
  /** All labels, including target labels. */
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: CompiledSeries['samples'];
  /** Seconds between two samples. */
  readonly step: number;
}

/** A time of the scenario, and its difference to real time. */
export interface SimulatedMoment {
  /** Seconds since the start of the scenario. */
  readonly at: number;
  /** Seconds to add to unix times of the scenario, so that their age is the same in real time. */
  readonly shift: number;
}

/** The value of a series at a time; undefined without a current sample, and for native histograms. */
export function valueAt(
  { samples, step, metric }: SimulatedSeries,
  { at, shift }: SimulatedMoment,
): number | undefined {
  const sample = lastUntil(samples, at);
  if (!sample) return undefined;
  const [time, value] = sample;
  // Older than one step: a gap, or the end of the series.
  if (typeof value !== 'number' || at - time >= step * (1 + 1e-9)) return undefined;
  // 0 is not a time: it means that something has never happened.
  return metric.unit === 'timestamp' && value !== 0 ? value + shift : value;
}

/** The last sample that is not after a time, by binary search. */
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
