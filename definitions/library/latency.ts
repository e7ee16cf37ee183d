import {
  bucketRates,
  type Duration,
  type HistogramHandle,
  histogramQuantile,
  mean,
  type Signal,
  signal,
  topk,
} from 'dashwright';
import { type Grouping, type Texts, withTexts } from './texts.js';

/** A quantile of latency: `latencyQuantile(durations, 0.95)`. */
export function latencyQuantile<L extends string, const B extends NoInfer<L> = never>(
  durations: HistogramHandle<L>,
  phi: number,
  { by = [], window, ...texts }: Grouping<B> = {},
): Signal<B> {
  const description = `Time within which ${percentile(phi)} % of requests are answered.`;
  return signal<B>({
    ...withTexts({ title: `p${percentile(phi)}`, description }, texts),
    expr: histogramQuantile<L, B>(phi, durations, statistic(by, window)),
  });
}

/** Average latency. No sample without requests. */
export function latencyMean<L extends string, const B extends NoInfer<L> = never>(
  durations: HistogramHandle<L>,
  { by = [], window, ...texts }: Grouping<B> = {},
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: 'Average', description: 'Average time of a request.' }, texts),
    expr: mean<L, B>(durations, statistic(by, window)),
  });
}

/** Latency of the `count` slowest groups, by a quantile of each group. */
export function slowest<L extends string, const B extends NoInfer<L>>(
  count: number,
  durations: HistogramHandle<L>,
  phi: number,
  { by, window, ...texts }: Grouping<B> & { readonly by: readonly B[] },
): Signal<B> {
  const description = `Time within which ${percentile(phi)} % of requests are answered, slowest first.`;
  return signal<B>({
    ...withTexts({ title: `${count} slowest, p${percentile(phi)}`, description }, texts),
    expr: topk(count, histogramQuantile<L, B>(phi, durations, statistic(by, window))),
  });
}

/** Distribution of latency, for a heatmap: several bands are several kinds of requests. */
export function latencyDistribution<L extends string>(
  durations: HistogramHandle<L>,
  texts: Texts<'le'> = {},
): Signal<'le'> {
  const ours = { title: 'Response times', description: 'How response times are distributed.' };
  return signal<'le'>({
    ...withTexts(ours, { legend: ({ le }) => le, ...texts }),
    expr: bucketRates<L>(durations, {}),
  });
}

/** 0.95 as 95. */
function percentile(phi: number): number {
  return Number((phi * 100).toPrecision(6));
}

/** Grouping and window of a statistic over a histogram; the window is left out if none is given. */
function statistic<B extends string>(by: readonly B[], window: Duration | undefined) {
  return window === undefined ? { by } : { by, window };
}
