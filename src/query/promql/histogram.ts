import type { Duration, HistogramHandle, Labelled, NativeHistogram } from '../../catalog/index.js';
import { validate } from '../../catalog/shape/index.js';
import { aggregate } from './aggregate.js';
import { guardedRatio } from './binary.js';
import { call, type Expression, type Vector } from './expression.js';
import { overRange } from './range.js';
import { histogramShape, shareShape, statisticShape } from './shapes.js';

/** Grouping and window of a statistic over a histogram. */
export interface HistogramStatistic<B extends string> {
  /** Labels to keep. @default none: one value over all series */
  readonly by?: readonly B[];
  /** @default the panel's rate interval on dashboards, the rule's own window in rules */
  readonly window?: Duration;
}
type AnyHistogram<L extends string> = HistogramHandle<L> | NativeHistogram<L>;

/**
 * The φ-quantile, 0 ≤ φ ≤ 1, of a histogram's observations in the window: buckets are summed by `le`
 * before the quantile is taken.
 */
export function quantile<L extends string, const B extends NoInfer<L> = never>(
  phi: number,
  histogram: AnyHistogram<L>,
  options: HistogramStatistic<B> = {},
): Expression<B> {
  validate(shareShape, phi, 'quantile: the quantile', quantile);
  return call('histogram_quantile', phi, bucketRates(histogram, options));
}

/** The average observation in the window: sum over count. No sample while nothing is observed. */
export function mean<L extends string, const B extends NoInfer<L> = never>(
  histogram: AnyHistogram<L>,
  options: HistogramStatistic<B> = {},
): Expression<B> {
  validate(histogramShape, histogram, 'mean', mean);
  validate(statisticShape, options, 'mean', mean);
  const { by = [], window } = options;
  if (histogram.kind === 'native_histogram') return call('histogram_avg', bucketRates(histogram, options));
  const total = aggregate<B>('sum', overRange('rate', histogram.sum, window), { by });
  const count = aggregate<B>('sum', overRange('rate', histogram.count, window), { by });
  return guardedRatio(total, count);
}

/** The share, 0 to 1, of observations from `lower` to `upper` (of a native histogram). */
export function fraction<L extends string, const B extends NoInfer<L> = never>(
  lower: number,
  upper: number,
  histogram: NativeHistogram<L>,
  options: HistogramStatistic<B> = {},
): Expression<B> {
  return call('histogram_fraction', lower, upper, bucketRates(histogram, options));
}

/** Bucket rates summed by `le` and the labels to keep: what heatmaps show and quantiles are taken of. */
export function bucketRates<L extends string, const B extends NoInfer<L> = never>(
  histogram: AnyHistogram<L>,
  options: HistogramStatistic<B> = {},
): Expression<B | 'le'> {
  validate(histogramShape, histogram, 'a statistic', bucketRates);
  validate(statisticShape, options, 'a statistic over a histogram', bucketRates);
  const { by = [], window } = options;
  const native = histogram.kind === 'native_histogram';
  const buckets = native ? histogram : histogram.bucket;
  return aggregate('sum', overRange('rate', buckets, window), { by: native ? by : [...by, 'le'] });
}

/** `histogram_quantile` over an expression that has kept `le`. */
export function histogramQuantile<L extends string>(
  phi: number,
  buckets: Vector<L> & KeepsLe<L>,
): Expression<Exclude<L, 'le'>> {
  validate(shareShape, phi, 'histogramQuantile: the quantile', histogramQuantile);
  return call('histogram_quantile', phi, buckets);
}
type KeepsLe<L extends string> = 'le' extends L ? unknown : Labelled<'le'>;

export const histogramCount = ofNative('histogram_count');
export const histogramSum = ofNative('histogram_sum');
export const histogramAvg = ofNative('histogram_avg');
export const histogramStddev = ofNative('histogram_stddev');
export const histogramStdvar = ofNative('histogram_stdvar');

function ofNative(name: string): <L extends string>(histograms: Vector<L>) => Expression<L> {
  return (histograms) => call(name, histograms);
}
