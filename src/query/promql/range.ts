import type {
  Counter,
  Duration,
  Gauge,
  NativeHistogram,
  Selector,
  SelectorData,
  SeriesKind,
} from '../../catalog/index.js';
import {
  duration,
  number,
  options as optionsOf,
  type Shape,
  unfit,
  validate,
} from '../../catalog/shape/index.js';
import { type AnyVector, type Expression, expression, nodeOf, type Vector } from './expression.js';
import { autoWindow, type Node } from './node.js';
import { shareShape, windowShape } from './shapes.js';

/** Series that `rate` accepts: counters, and the buckets and counts of histograms. */
export type CounterLike<L extends string> = Counter<L> | Selector<'bucket', L> | NativeHistogram<L>;

/** Accepts counters; for other series the compiler prints the name of this property, which says what to do. */
type Counts<Kind extends SeriesKind> = Kind extends 'counter' | 'bucket' | 'native_histogram'
  ? unknown
  : { readonly 'a counter is needed: for a gauge use delta(), deriv() or avgOverTime()': Kind };

/**
 * Per-second rate of increase over the window, corrected for counter resets: `rate`. Without a window it is
 * `$__rate_interval` on dashboards and the `over` of the rule in rules.
 *
 * @example rate(metrics.http_requests_total.where({ status: /5../ }))
 */
export function rate<Kind extends SeriesKind, L extends string>(
  counter: Selector<Kind, L> & Counts<Kind>,
  window?: Duration,
): Expression<L> {
  return overRange('rate', counter, window);
}
/**
 * Increase over the window, extrapolated to its ends and corrected for counter resets: `increase`.
 *
 * @example increase(metrics.http_requests_total, '1h')
 */
export function increase<Kind extends SeriesKind, L extends string>(
  counter: Selector<Kind, L> & Counts<Kind>,
  window?: Duration,
): Expression<L> {
  return overRange('increase', counter, window);
}
/**
 * Per-second rate of increase between the last two samples: `irate`. For panels that must show spikes; do not use it in
 * alerts.
 */
export function irate<Kind extends SeriesKind, L extends string>(
  counter: Selector<Kind, L> & Counts<Kind>,
  window?: Duration,
): Expression<L> {
  return overRange('irate', counter, window);
}
/** Number of counter resets in the window: `resets`. */
export function resets<Kind extends SeriesKind, L extends string>(
  counter: Selector<Kind, L> & Counts<Kind>,
  window?: Duration,
): Expression<L> {
  return overRange('resets', counter, window);
}

/** Series that can decrease: gauges, recorded series, and expressions (as a subquery). */
export type GaugeLike<L extends string> = Gauge<L> | Selector<'recorded', L> | Expression<L>;

/** Difference between the end and the start of the window, extrapolated to its ends: `delta`. */
export function delta<L extends string>(
  gauge: GaugeLike<L>,
  window?: Duration,
  options?: OverTimeOptions,
): Expression<L> {
  return overFluctuating('delta', gauge, window, options);
}
/** Difference between the last two samples: `idelta`. */
export function idelta<L extends string>(
  gauge: Gauge<L> | Selector<'recorded', L>,
  window?: Duration,
): Expression<L> {
  return overRange('idelta', gauge, window);
}
/** Per-second derivative by linear regression: `deriv`. */
export function deriv<L extends string>(
  gauge: GaugeLike<L>,
  window?: Duration,
  options?: OverTimeOptions,
): Expression<L> {
  return overFluctuating('deriv', gauge, window, options);
}
/**
 * Predicted value `seconds` from now, by linear regression over the window: `predict_linear`.
 *
 * @example predictLinear(metrics.queue_length, '1h', 4 * 3600)
 */
export function predictLinear<L extends string>(
  gauge: GaugeLike<L>,
  window: Duration,
  seconds: number,
  options?: OverTimeOptions,
): Expression<L> {
  validate(number(), seconds, 'predictLinear: the seconds', predictLinear);
  const args = [rangeNode(gauge, window, options), { type: 'number', value: seconds } as const];
  return expression({ type: 'call', name: 'predict_linear', args });
}
/** Prometheus refuses 0 and 1, too. */
const factorShape: Shape = (value) =>
  number()(value) ??
  ((value as number) > 0 && (value as number) < 1 ? undefined : unfit(value, 'a number above 0 and below 1'));

/** Smoothed value: `double_exponential_smoothing` (experimental in Prometheus). Both factors are above 0 and below 1. */
export function doubleExponentialSmoothing<L extends string>(
  gauge: Gauge<L>,
  window: Duration,
  smoothing: number,
  trend: number,
): Expression<L> {
  validate(
    factorShape,
    smoothing,
    'doubleExponentialSmoothing: the smoothing factor',
    doubleExponentialSmoothing,
  );
  validate(factorShape, trend, 'doubleExponentialSmoothing: the trend factor', doubleExponentialSmoothing);
  return overRange('double_exponential_smoothing', gauge, window, [
    { type: 'number', value: smoothing },
    { type: 'number', value: trend },
  ]);
}

/** Options of a function over time. Any expression but a selector becomes a subquery. */
export interface OverTimeOptions {
  /** Step of the subquery. @default the evaluation interval of the rule group or the server */
  readonly step?: Duration;
}

type OverTime = <L extends string>(
  vector: Vector<L>,
  window?: Duration,
  options?: OverTimeOptions,
) => Expression<L>;
/**
 * Average of each series over the window: `avg_over_time`.
 *
 * @example avgOverTime(metrics.queue_lag_seconds, '10m')
 */
export const avgOverTime = overTime('avg_over_time');
/** Minimum of each series over the window: `min_over_time`. */
export const minOverTime = overTime('min_over_time');
/** Maximum of each series over the window: `max_over_time`. */
export const maxOverTime = overTime('max_over_time');
/** Sum of the samples of each series in the window: `sum_over_time`. */
export const sumOverTime = overTime('sum_over_time');
/** Number of samples of each series in the window: `count_over_time`. */
export const countOverTime = overTime('count_over_time');
/** Most recent sample of each series in the window: `last_over_time`. */
export const lastOverTime = overTime('last_over_time');
/** 1 for each series with a sample in the window: `present_over_time`. */
export const presentOverTime = overTime('present_over_time');
/** Population standard deviation of each series over the window: `stddev_over_time`. */
export const stddevOverTime = overTime('stddev_over_time');
/** Population variance of each series over the window: `stdvar_over_time`. */
export const stdvarOverTime = overTime('stdvar_over_time');
/** Median absolute deviation of each series in the window: `mad_over_time` (experimental in Prometheus). */
export const madOverTime = overTime('mad_over_time');
/** Number of changes of the value of each series in the window: `changes`. */
export const changes = overTime('changes');

/** The φ-quantile of each series in the window, 0 ≤ φ ≤ 1: `quantile_over_time`. */
export function quantileOverTime<L extends string>(
  phi: number,
  vector: Vector<L>,
  window?: Duration,
  options?: OverTimeOptions,
): Expression<L> {
  validate(shareShape, phi, 'quantileOverTime: the quantile', quantileOverTime);
  return expression({
    type: 'call',
    name: 'quantile_over_time',
    args: [{ type: 'number', value: phi }, rangeNode(vector, window, options)],
  });
}

/** One series with value 1 if there is no sample in the whole window: `absent_over_time`. */
export function absentOverTime<L extends string>(
  vector: Vector<L>,
  window?: Duration,
  options?: OverTimeOptions,
): Expression<never> {
  return expression({ type: 'call', name: 'absent_over_time', args: [rangeNode(vector, window, options)] });
}

const optionsShape = optionsOf<OverTimeOptions>({ step: duration });

/** The samples of `vector` over a window: a range selector, or a subquery for an expression. */
export function rangeNode(
  vector: AnyVector,
  window: string = autoWindow,
  options: OverTimeOptions = {},
): Node {
  validate(windowShape, window, 'the window of a range', rangeNode);
  validate(optionsShape, options, 'the options of a function over time', rangeNode);
  const of = nodeOf(vector);
  if (of.type === 'selector' && options.step === undefined) return { type: 'range', of, window };
  return { type: 'subquery', of, window, step: options.step };
}

function overTime(name: string): OverTime {
  return (vector, window, options) =>
    expression({ type: 'call', name, args: [rangeNode(vector, window, options)] });
}

function overFluctuating<L extends string>(
  name: string,
  gauge: GaugeLike<L>,
  window: Duration | undefined,
  options: OverTimeOptions | undefined,
): Expression<L> {
  return expression({ type: 'call', name, args: [rangeNode(gauge, window, options)] });
}

/** A function over a range of a metric's series, by name. */
export function overRange<L extends string>(
  name: string,
  series: SelectorData,
  window: string = autoWindow,
  after: readonly Node[] = [],
): Expression<L> {
  validate(windowShape, window, `the window of ${name}`, overRange);
  // Without type checking, this can be a histogram or undefined, which nodeOf rejects; an expression is rejected by
  // Prometheus' parser.
  const range: Node = { type: 'range', of: nodeOf(series) as SelectorData, window };
  return expression({ type: 'call', name, args: after.length === 0 ? [range] : [range, ...after] });
}
