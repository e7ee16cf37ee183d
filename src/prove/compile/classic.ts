import { boundText, DefinitionError, type Metric, type Place } from '../../catalog/index.js';
import type { HistogramShape } from '../scenario/histogram-shape.js';
import { type Cumulative, cumulative } from './distribution.js';
import { eachScrape } from './observed.js';
import { type Clock, exact, present, type Sample, scrapeTimes } from './samples.js';

/** One series of a classic histogram: the suffix of its name, `le` of a bucket, and the samples. */
export interface ClassicSeries {
  readonly suffix: '_bucket' | '_sum' | '_count';
  readonly le?: string;
  readonly samples: readonly Sample[];
}

/**
 * All series of a classic histogram.
 *
 * @throws DefinitionError if the catalog has no buckets for the metric
 */
export function classicSeries(
  metric: Metric,
  shape: HistogramShape,
  clock: Clock,
  place: Place,
): ClassicSeries[] {
  const bounds = metric.buckets;
  if (!bounds || bounds.length === 0) {
    throw new DefinitionError(
      `metric ${metric.name} has no buckets in the catalog, which its series need: add buckets: [...]`,
      place,
    );
  }
  const known = new Map<unknown, Cumulative>();
  const spread = (values: HistogramShape['parts'][number]['values']): Cumulative => {
    const found = known.get(values) ?? cumulative(values, bounds, place);
    known.set(values, found);
    return found;
  };
  const counts = bounds.map((): number[] => []);
  const sums: number[] = [];
  const totals: number[] = [];
  let running = empty(bounds.length);
  eachScrape(shape, clock, ({ restarted, count, values }) => {
    if (restarted) running = empty(bounds.length);
    if (count > 0) {
      const { upTo, mean } = spread(values);
      running.counts = running.counts.map((soFar, index) => soFar + count * (upTo[index] ?? 0));
      running.sum += count * mean;
      running.total += count;
    }
    running.counts.forEach((soFar, index) => {
      counts[index]?.push(exact(soFar));
    });
    sums.push(exact(running.sum));
    totals.push(exact(running.total));
  });
  const times = scrapeTimes(clock);
  const samples = (values: readonly number[]): Sample[] =>
    present(shape.lifetime, times, clock.step, (index) => values[index] ?? 0);
  return [
    ...bounds.map((bound, index): ClassicSeries => {
      return { suffix: '_bucket', le: boundText(bound), samples: samples(counts[index] ?? []) };
    }),
    { suffix: '_bucket', le: '+Inf', samples: samples(totals) },
    { suffix: '_sum', samples: samples(sums) },
    { suffix: '_count', samples: samples(totals) },
  ];
}

function empty(buckets: number): { counts: number[]; sum: number; total: number } {
  return { counts: new Array<number>(buckets).fill(0), sum: 0, total: 0 };
}
