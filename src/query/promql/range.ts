import {
  type Counter,
  DefinitionError,
  type DurationText,
  durationText,
  type Gauge,
  type Labelled,
  type NativeHistogram,
  type Selector,
  type SelectorData,
  type SeriesKind,
  selector,
} from '../../catalog/index.js';
import { options as optionsOf, type Shape, unfit, validate } from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import {
  type AnyVector,
  type Expression,
  expression,
  nodeOf,
  type ScalarLike,
  seriesNode,
  type Vector,
} from './expression.js';
import { autoWindow, type Node, type SelectorNode } from './node.js';
import { scalarShape, shareShape, windowShape } from './shapes.js';

/** Series that `rate` accepts: counters, and the buckets and counts of histograms. */
export type CounterLike<L extends string> = Counter<L> | Selector<'bucket', L> | NativeHistogram<L>;

/** Accepts counters; for other series the compiler prints the name of this property, which says what to do. */
type Counts<Kind extends SeriesKind> = Kind extends 'counter' | 'bucket' | 'native_histogram' | 'any'
  ? unknown
  : { readonly 'a counter is needed: for a gauge use delta(), deriv() or avgOverTime()': Kind };

/** What functions of counters accept. */
export type CounterOfCatalog<Kind extends SeriesKind, L extends string> =
  | (Selector<Kind, L> & Counts<Kind>)
  | RateFirst<L>;

/** No value has this type: where the result of an expression stands in its place, the compiler says what to do. */
export interface RateFirst<L extends string> extends SelectorData, Labelled<L> {
  readonly 'the rate first, as in sum(rate(counter)); or asCounter(…), if the expression only increases': never;
  readonly node: Node;
}

/**
 * Per-second rate of increase over the window, corrected for counter resets: `rate`. Without a window it is
 * `$__rate_interval` on dashboards and the `over` of the rule in rules.
 *
 * @example rate(metrics.http_requests_total.where({ status: /5../ }))
 */
export function rate<Kind extends SeriesKind, L extends string>(
  counter: CounterOfCatalog<Kind, L>,
  window?: RangeWindow,
  options?: OverTimeOptions,
): Expression<L> {
  return overRange('rate', counter, window, options);
}
/**
 * Increase over the window, extrapolated to its ends and corrected for counter resets: `increase`.
 *
 * @example increase(metrics.http_requests_total, '1h')
 */
export function increase<Kind extends SeriesKind, L extends string>(
  counter: CounterOfCatalog<Kind, L>,
  window?: RangeWindow,
  options?: OverTimeOptions,
): Expression<L> {
  return overRange('increase', counter, window, options);
}
/**
 * Per-second rate of increase between the last two samples: `irate`. For panels that must show spikes; do not use it in
 * alerts.
 */
export function irate<Kind extends SeriesKind, L extends string>(
  counter: CounterOfCatalog<Kind, L>,
  window?: RangeWindow,
  options?: OverTimeOptions,
): Expression<L> {
  return overRange('irate', counter, window, options);
}
/** Number of counter resets in the window: `resets`. */
export function resets<Kind extends SeriesKind, L extends string>(
  counter: CounterOfCatalog<Kind, L>,
  window?: RangeWindow,
  options?: OverTimeOptions,
): Expression<L> {
  return overRange('resets', counter, window, options);
}

/** Series that can decrease: gauges, recorded series, and expressions (as a subquery). */
export type GaugeLike<L extends string> = Gauge<L> | Selector<'recorded' | 'any', L> | Expression<L>;

/** Difference between the end and the start of the window, extrapolated to its ends: `delta`. */
export function delta<L extends string>(
  gauge: GaugeLike<L>,
  window?: RangeWindow,
  options?: OverTimeOptions,
): Expression<L> {
  return overFluctuating('delta', gauge, window, options);
}
/** Difference between the last two samples: `idelta`. */
export function idelta<L extends string>(
  gauge: GaugeLike<L>,
  window?: RangeWindow,
  options?: OverTimeOptions,
): Expression<L> {
  return overFluctuating('idelta', gauge, window, options);
}
/** Per-second derivative by linear regression: `deriv`. */
export function deriv<L extends string>(
  gauge: GaugeLike<L>,
  window?: RangeWindow,
  options?: OverTimeOptions,
): Expression<L> {
  return overFluctuating('deriv', gauge, window, options);
}
/**
 * Predicted value `seconds` from now, by linear regression over the window: `predict_linear`.
 *
 * @throws DefinitionError for seconds that are not a number, such as the duration `4h`
 * @example predictLinear(metrics.queue_length, '1h', 4 * 3600)
 */
export function predictLinear<L extends string>(
  gauge: GaugeLike<L>,
  window: RangeWindow,
  seconds: ScalarLike,
  options?: OverTimeOptions,
): Expression<L> {
  validate(scalarShape(), seconds, 'predictLinear: the seconds', predictLinear);
  const args = [rangeNode(gauge, window, options), nodeOf(seconds)];
  return expression({ type: 'call', name: 'predict_linear', args });
}
/** Prometheus refuses 0 and 1, too. */
const factorShape: Shape = (value) =>
  scalarShape()(value) ??
  (typeof value !== 'number' || (value > 0 && value < 1)
    ? undefined
    : unfit(value, 'a number above 0 and below 1'));

/**
 * Smoothed value: `double_exponential_smoothing` (experimental in Prometheus). Both factors are above 0 and below 1.
 *
 * @throws DefinitionError for a factor that is not between 0 and 1
 */
export function doubleExponentialSmoothing<L extends string>(
  gauge: GaugeLike<L>,
  window: RangeWindow,
  smoothing: ScalarLike,
  trend: ScalarLike,
  options?: OverTimeOptions,
): Expression<L> {
  validate(
    factorShape,
    smoothing,
    'doubleExponentialSmoothing: the smoothing factor',
    doubleExponentialSmoothing,
  );
  validate(factorShape, trend, 'doubleExponentialSmoothing: the trend factor', doubleExponentialSmoothing);
  const args = [rangeNode(gauge, window, options), nodeOf(smoothing), nodeOf(trend)];
  return expression({ type: 'call', name: 'double_exponential_smoothing', args });
}

const strategies = { left: 0, right: 1, trapezoidal: 2 } as const;
const strategyShape: Shape = (value) =>
  typeof value === 'string' && Object.hasOwn(strategies, value)
    ? undefined
    : unfit(value, `one of ${Object.keys(strategies).join(', ')}`);

/**
 * The area under each series over the window, in its unit times seconds: `integral` (experimental in Prometheus since
 * 3.16).
 *
 * @param strategy How the value between two samples is taken: that of the sample before (`left`), of the one after
 *   (`right`), or a straight line between both. @default 'trapezoidal'
 * @throws DefinitionError for an unknown strategy
 * @example integral(metrics.queue_length, '1h')
 */
export function integral<L extends string>(
  vector: Vector<L>,
  window?: RangeWindow,
  strategy?: 'left' | 'right' | 'trapezoidal',
  options?: OverTimeOptions,
): Expression<L> {
  const range = rangeNode(vector, window, options);
  if (strategy === undefined) return expression({ type: 'call', name: 'integral', args: [range] });
  validate(strategyShape, strategy, 'integral: the strategy', integral);
  return expression({ type: 'call', name: 'integral', args: [range, nodeOf(strategies[strategy])] });
}

/** Options of a function over time. Any expression but a selector becomes a subquery. */
export interface OverTimeOptions {
  /**
   * Step of the subquery. With `'default'`, a metric's own series become a subquery too, whose step is the evaluation
   * interval of the server. @default that interval, of an expression; none, of a metric's own series
   */
  readonly step?: DurationText | 'default';
  /** Moves the window into the past, or into the future if negative: `offset`. @default none */
  readonly offset?: DurationText | `-${DurationText}`;
  /** Ends the window at a fixed time, in unix seconds or at the start or end of the range: `@`. @default none */
  readonly at?: number | 'start' | 'end';
}

/** A window; `auto` is the default: `$__rate_interval` on dashboards, the `over` of the rule in rules. */
export type RangeWindow = DurationText | 'auto';

type OverTime = <L extends string>(
  vector: Vector<L>,
  window?: RangeWindow,
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
/** Oldest sample of each series in the window: `first_over_time` (experimental in Prometheus before 3.14). */
export const firstOverTime = overTime('first_over_time');
/** Time of the most recent sample in the window, in unix seconds: `ts_of_last_over_time` (experimental). */
export const tsOfLastOverTime = overTime('ts_of_last_over_time');
/** Time of the oldest sample in the window, in unix seconds: `ts_of_first_over_time` (experimental). */
export const tsOfFirstOverTime = overTime('ts_of_first_over_time');
/** Time of the last smallest sample in the window, in unix seconds: `ts_of_min_over_time` (experimental). */
export const tsOfMinOverTime = overTime('ts_of_min_over_time');
/** Time of the last largest sample in the window, in unix seconds: `ts_of_max_over_time` (experimental). */
export const tsOfMaxOverTime = overTime('ts_of_max_over_time');
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

/**
 * The φ-quantile of each series in the window, 0 ≤ φ ≤ 1: `quantile_over_time`.
 *
 * @throws DefinitionError for a φ below 0 or above 1
 */
export function quantileOverTime<L extends string>(
  phi: ScalarLike,
  vector: Vector<L>,
  window?: RangeWindow,
  options?: OverTimeOptions,
): Expression<L> {
  validate(shareShape, phi, 'quantileOverTime: the quantile', quantileOverTime);
  return expression({
    type: 'call',
    name: 'quantile_over_time',
    args: [nodeOf(phi), rangeNode(vector, window, options)],
  });
}

/** One series with value 1 if there is no sample in the whole window: `absent_over_time`. */
export function absentOverTime<L extends string>(
  vector: Vector<L>,
  window?: RangeWindow,
  options?: OverTimeOptions,
): Expression<never> {
  return expression({ type: 'call', name: 'absent_over_time', args: [rangeNode(vector, window, options)] });
}

const stepShape: Shape = (value) => (value === 'default' ? undefined : durationText(value));
const offsetShape: Shape = (value) =>
  durationText(typeof value === 'string' && value.startsWith('-') ? value.slice(1) : value);
const atShape: Shape = (value) =>
  value === 'start' || value === 'end' || Number.isFinite(value)
    ? undefined
    : unfit(value, "unix seconds, 'start' or 'end'");
const optionsShape = optionsOf<OverTimeOptions>({ step: stepShape, offset: offsetShape, at: atShape });

const noOptions: OverTimeOptions = {};

/** The samples of `vector` over a window: a range selector, or a subquery for an expression. */
function rangeNode(
  vector: AnyVector,
  window: string = autoWindow,
  options: OverTimeOptions = noOptions,
  what = 'a range',
): Node {
  validate(windowShape, window, `the window of ${what}`, rangeNode);
  if (options !== noOptions)
    validate(optionsShape, options, 'the options of a function over time', rangeNode);
  const of = seriesNode(vector, what);
  const { step, offset, at } = options;
  if (of.type === 'selector' && step === undefined) return { type: 'range', of: moved(of, options), window };
  return { type: 'subquery', of, window, step: step === 'default' ? undefined : step, offset, at };
}

/** A selector of another time. */
function moved(of: SelectorNode, { offset, at }: OverTimeOptions): SelectorNode {
  return offset === undefined && at === undefined
    ? of
    : { ...of, offset: offset ?? of.offset, at: at ?? of.at };
}

/**
 * Says that series are counters which the types do not know as such: recorded ones, and expressions whose series only
 * increase, such as the maximum of a counter. Adds nothing to the query. An expression becomes a subquery.
 *
 * @throws DefinitionError for `where` and the like of the result of an expression: narrow what is in the expression
 * @example increase(asCounter(max(metrics.http_requests_total, { by: ['status'] })), '1h')
 */
export function asCounter<L extends string>(vector: Vector<L>): Counter<L> {
  const node = seriesNode(vector, 'asCounter');
  if (node.type === 'selector') return selector<'counter', L>({ ...node, kind: 'counter' });
  const refuse = (): never => {
    throw new DefinitionError('asCounter: an expression cannot be narrowed or moved', undefined, {
      expected: 'where(), offsetBy() or atTime() on the metric in the expression',
    });
  };
  const methods = { where: refuse, offsetBy: refuse, atTime: refuse, anchored: refuse, smoothed: refuse };
  return { node, ...methods } as unknown as Counter<L>;
}

/**
 * Says that the series of a metric are gauges, although the catalog has another type: for `delta` and `deriv` of a
 * counter. Adds nothing to the query.
 *
 * @throws DefinitionError for the result of an expression, of which functions of gauges take a subquery anyway
 * @example deriv(asGauge(metrics.http_requests_total), '1h')
 */
export function asGauge<L extends string>(series: Selector<SeriesKind, L>): Gauge<L> {
  const node = seriesNode(series, 'asGauge');
  if (node.type !== 'selector')
    throw new DefinitionError('asGauge: the result of an expression is no metric', undefined, {
      expected: 'a metric; functions of gauges, such as deriv(), take an expression as it is',
    });
  return selector<'gauge', L>({ ...node, kind: 'gauge' });
}

function overTime(name: string): OverTime {
  return (vector, window, options) =>
    expression({ type: 'call', name, args: [rangeNode(vector, window, options, name)] });
}

function overFluctuating<L extends string>(
  name: string,
  gauge: GaugeLike<L>,
  window: RangeWindow | undefined,
  options: OverTimeOptions | undefined,
): Expression<L> {
  return expression({ type: 'call', name, args: [rangeNode(gauge, window, options, name)] });
}

/** A function over a range of series, by name. */
export function overRange<L extends string>(
  name: string,
  series: SelectorData,
  window: string = autoWindow,
  options?: OverTimeOptions,
): Expression<L> {
  const range = rangeNode(countable(name, series), window, options, name);
  return expression({ type: 'call', name, args: [range] });
}

/** Without type checking, an expression may stand here: its samples are no counter. */
function countable(name: string, series: SelectorData): AnyVector {
  const given: unknown = series;
  if (isRecord(given) && 'node' in given && !('where' in given)) {
    throw new DefinitionError(`${name}: an expression is no counter`, undefined, {
      expected: `a counter of the catalog, as in sum(${name}(counter)); or asCounter(…), if the expression only increases`,
    });
  }
  return series;
}
