import type { Metric } from '../../catalog/index.js';
import { withoutPart } from '../../catalog/names.js';
import type { PromtoolSeries } from '../scenario/written-series.js';
import { type Clock, type Sample, scrapeTimes } from './samples.js';
import type { CompiledSeries } from './series.js';

/** A series that is written value by value. Between two of its values, the earlier one is scraped again. */
export function compileWritten(
  { labels, step, values, place }: PromtoolSeries,
  clock: Clock,
  metrics: readonly Metric[],
): CompiledSeries {
  const name = labels.__name__ ?? '';
  const metric = metricOf(name, metrics);
  const samples: Sample[] = [];
  let previous = -1;
  for (const at of scrapeTimes(clock)) {
    // Times are multiples of the step up to rounding.
    const index = Math.floor(at / step + 1e-9);
    const value = values[index];
    if (value !== undefined && (value !== 'stale' || index !== previous)) samples.push([at, value]);
    previous = index;
  }
  return {
    labels,
    samples,
    metric: metric?.name ?? name,
    counts: metric !== undefined && (metric.kind === 'counter' || metric.name !== name),
    place,
  };
}

/** The metric that has series of this name: its own, or those of a histogram or summary. */
function metricOf(name: string, metrics: readonly Metric[]): Metric | undefined {
  const own = metrics.find((metric) => metric.name === name);
  if (own) return own;
  const owner = withoutPart(name);
  return metrics.find((metric) => metric.name === owner && /^(?:histogram|summary)$/.test(metric.kind));
}
