import type { GrafanaVariable, HistogramHandle, Labelled, NativeHistogram } from '../../catalog/index.js';
import { labelName, list, type Shape, unfit, validate, wrong } from '../../catalog/shape/index.js';
import { aggregate } from './aggregate.js';
import { guardedRatio } from './binary.js';
import { type AnyVector, call, type Expression, type ScalarLike, type Vector } from './expression.js';
import { overRange, type RangeWindow } from './range.js';
import { histogramShape, observationsShape, shareShape, statisticShape } from './shapes.js';

/** Options of a statistic over a histogram. */
export interface HistogramStatisticOptions<B extends string> {
  /** Labels to keep. @default none: one value over all series */
  readonly by?: readonly B[];
  /** Window of the rate. @default `$__rate_interval` on dashboards, the `over` of the rule in rules */
  readonly window?: RangeWindow;
}
type AnyHistogram<L extends string> = HistogramHandle<L> | NativeHistogram<L>;

/** Accepts labels that include `le`; otherwise the compiler reports that it is missing. */
type KeepsLe<L extends string> = 'le' extends L ? unknown : Labelled<'le'>;

/**
 * The φ-quantile of observations, 0 ≤ φ ≤ 1, in the unit of the metric: `histogram_quantile`. NaN without observations.
 * For a histogram of the catalog, the rate over the window is summed by `le` and the labels to keep. An expression is
 * used unchanged and must have the label `le`.
 *
 * @throws DefinitionError for a φ below 0 or above 1, and for a metric that is not a histogram
 * @example histogramQuantile(0.95, metrics.request_duration_seconds, { by: ['path'] })
 */
export function histogramQuantile<L extends string, const B extends NoInfer<L> | GrafanaVariable = never>(
  phi: ScalarLike,
  histogram: AnyHistogram<L>,
  options?: HistogramStatisticOptions<B>,
): Expression<B>;
export function histogramQuantile<L extends string>(
  phi: ScalarLike,
  buckets: Vector<L> & KeepsLe<L>,
): Expression<Exclude<L, 'le'>>;
export function histogramQuantile(
  phi: ScalarLike,
  of: unknown,
  options?: HistogramStatisticOptions<string>,
): Expression<string> {
  validate(shareShape, phi, 'histogramQuantile: the quantile', histogramQuantile);
  return call('histogram_quantile', phi, observations('histogramQuantile', of, options));
}

/**
 * Several quantiles of the same observations: `histogram_quantiles` (experimental in Prometheus since 3.11). Each becomes
 * a series with the quantile as the label `label`. The operand is that of `histogramQuantile`.
 *
 * @param phis One to ten quantiles, each from 0 to 1.
 * @example histogramQuantiles('quantile', [0.5, 0.9, 0.99], metrics.request_duration_seconds)
 */
export function histogramQuantiles<
  const N extends string,
  L extends string,
  const B extends NoInfer<L> | GrafanaVariable = never,
>(
  label: N,
  phis: readonly ScalarLike[],
  histogram: AnyHistogram<L>,
  options?: HistogramStatisticOptions<B>,
): Expression<N | B>;
export function histogramQuantiles<const N extends string, L extends string>(
  label: N,
  phis: readonly ScalarLike[],
  buckets: Vector<L> & KeepsLe<L>,
): Expression<N | Exclude<L, 'le'>>;
export function histogramQuantiles(
  label: string,
  phis: readonly ScalarLike[],
  of: unknown,
  options?: HistogramStatisticOptions<string>,
): Expression<string> {
  validate(labelName, label, 'histogramQuantiles: the label', histogramQuantiles);
  validate(quantilesShape, phis, 'histogramQuantiles: the quantiles', histogramQuantiles);
  const series = observations('histogramQuantiles', of, options);
  return call('histogram_quantiles', series, { text: label }, ...phis);
}

/**
 * The ratio of observations from `lower` to `upper`, 0 to 1, with both bounds in the unit of the metric:
 * `histogram_fraction`. `-Infinity` and `Infinity` are allowed. NaN without observations. Classic histograms require
 * Prometheus 3.4. For a histogram of the catalog, the rate over the window is summed by `le` and the labels to keep. An
 * expression is used unchanged and must have the label `le`.
 *
 * @throws DefinitionError for a metric that is not a histogram, and for an upper bound that is not above the lower one
 * @example histogramFraction(0, 0.3, metrics.request_duration_seconds)
 */
export function histogramFraction<L extends string, const B extends NoInfer<L> | GrafanaVariable = never>(
  lower: ScalarLike,
  upper: ScalarLike,
  histogram: AnyHistogram<L>,
  options?: HistogramStatisticOptions<B>,
): Expression<B>;
export function histogramFraction<L extends string>(
  lower: ScalarLike,
  upper: ScalarLike,
  buckets: Vector<L> & KeepsLe<L>,
): Expression<Exclude<L, 'le'>>;
export function histogramFraction(
  lower: ScalarLike,
  upper: ScalarLike,
  of: unknown,
  options?: HistogramStatisticOptions<string>,
): Expression<string> {
  validate(boundShape, lower, 'histogramFraction: the lower bound', histogramFraction);
  validate(upperShape(lower), upper, 'histogramFraction: the upper bound', histogramFraction);
  return call('histogram_fraction', lower, upper, observations('histogramFraction', of, options));
}

/**
 * The average observation in the window, in the unit of the metric: `rate(…_sum)` divided by `rate(…_count)`, or
 * `histogram_avg` for a native histogram. Without observations there is no sample (NaN for a native histogram).
 *
 * @throws DefinitionError for a metric that is not a histogram
 * @example mean(metrics.request_duration_seconds, { by: ['path'] })
 */
export function mean<L extends string, const B extends NoInfer<L> | GrafanaVariable = never>(
  histogram: AnyHistogram<L>,
  options: HistogramStatisticOptions<B> = {},
): Expression<B> {
  validate(histogramShape, histogram, 'mean', mean);
  validate(statisticShape, options, 'mean', mean);
  const { by = [], window } = options;
  if (histogram.kind === 'native_histogram') return call('histogram_avg', bucketRates(histogram, options));
  const total = aggregate<B>('sum', overRange('rate', histogram.sum, window), { by });
  const count = aggregate<B>('sum', overRange('rate', histogram.count, window), { by });
  return guardedRatio(total, count);
}

/**
 * Rates of the buckets in observations per second, summed by `le` and the labels to keep, for heatmaps and quantiles.
 *
 * @throws DefinitionError for a metric that is not a histogram
 * @example bucketRates(metrics.request_duration_seconds)
 */
export function bucketRates<L extends string, const B extends NoInfer<L> | GrafanaVariable = never>(
  histogram: AnyHistogram<L>,
  options: HistogramStatisticOptions<B> = {},
): Expression<B | 'le'> {
  validate(histogramShape, histogram, 'a statistic', bucketRates);
  validate(statisticShape, options, 'a statistic over a histogram', bucketRates);
  const { by = [], window } = options;
  const native = histogram.kind === 'native_histogram';
  const buckets = native ? histogram : histogram.bucket;
  return aggregate('sum', overRange('rate', buckets, window), { by: native ? by : [...by, 'le'] });
}

const quantilesShape: Shape = (value) =>
  Array.isArray(value) && value.length > 10
    ? unfit(value, 'at most ten quantiles')
    : list(shareShape, 1)(value);

/** A bound of observations, which may be infinite. */
const boundShape: Shape = (value) =>
  (typeof value === 'number' && !Number.isNaN(value)) || isCalculated(value)
    ? undefined
    : wrong(value, 'a number');

/** From a bound to a lower one there are no observations. */
function upperShape(lower: ScalarLike): Shape {
  return (value) =>
    boundShape(value) ??
    (typeof value !== 'number' || typeof lower !== 'number' || value > lower
      ? undefined
      : unfit(value, `a number above ${lower}`));
}

/** A scalar or a variable of a dashboard: its value is not known here. */
function isCalculated(value: unknown): boolean {
  return typeof value === 'object' ? value !== null && 'scalar' in value : typeof value === 'string';
}

/** Number of observations of native histograms: `histogram_count`. */
export const histogramCount = ofNative('histogram_count');
/** Sum of the observations of native histograms, in the unit of the metric: `histogram_sum`. */
export const histogramSum = ofNative('histogram_sum');
/** Average observation of native histograms, in the unit of the metric: `histogram_avg`. */
export const histogramAvg = ofNative('histogram_avg');
/** Estimated standard deviation of the observations of native histograms: `histogram_stddev`. */
export const histogramStddev = ofNative('histogram_stddev');
/** Estimated variance of the observations of native histograms: `histogram_stdvar`. */
export const histogramStdvar = ofNative('histogram_stdvar');

function ofNative(name: string): <L extends string>(histograms: Vector<L>) => Expression<L> {
  return (histograms) => call(name, histograms);
}

/** The operand of a histogram function: the rates of a histogram's buckets, or the expression itself. */
function observations(name: string, of: unknown, options?: HistogramStatisticOptions<string>): AnyVector {
  if (histogramShape(of) === undefined) return bucketRates(of as AnyHistogram<string>, options);
  validate(observationsShape, of, name, observations);
  return of as AnyVector;
}
