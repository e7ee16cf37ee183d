import {
  boundMatcher,
  DefinitionError,
  type Gauge,
  type HistogramHandle,
  type Labelled,
  type NativeHistogram,
  type Place,
  placeOf,
  type SelectorData,
} from '../../catalog/index.js';
import { closed } from '../../catalog/misses.js';
import { options as optionsOf, required, type Shape, validate, wrong } from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { type CounterLike, type Expression, nodeOf, type Vector } from '../../query/index.js';
import { expression as expressionShape } from '../shapes.js';

/** A service level indicator: two quantities whose quotient is the ratio of bad events. */
export interface Sli<L extends string> extends Labelled<L> {
  readonly type: 'events' | 'latency' | 'latencyNative' | 'gauge' | 'ratio' | 'errorRatio';
  /** The series of errors; for a latency, those of fast events, or the native histogram itself. */
  readonly part: SelectorData;
  readonly total: SelectorData;
  /** The expressions of a ratio: errors and total, or the ratio itself as `total`. */
  readonly expressions?: { readonly errors?: Expression<string>; readonly total: Expression<string> };
  /** Threshold of a latency, in the histogram's unit. */
  readonly threshold?: number | undefined;
  readonly place: Place;
}
/** An indicator whose labels do not matter here. */
export type AnySli = Omit<Sli<never>, keyof Labelled<never>>;

/** A metric or a part of one, by its type. */
function metricOf(expected: string, ...kinds: readonly string[]): Shape {
  return (value) =>
    isRecord(value) && typeof value.kind === 'string' && kinds.includes(value.kind)
      ? undefined
      : wrong(value, expected);
}
const countable = metricOf(
  'a counter of the catalog, or the count of a histogram',
  ...['counter', 'bucket', 'native_histogram'],
);
const anyHistogram = metricOf('a histogram of the catalog', 'histogram', 'native_histogram');
const eventsShape = optionsOf<{ errors: unknown; total: unknown }>({
  errors: required(countable),
  total: required(countable),
});
const latencyShape = optionsOf<{ histogram: unknown; threshold: number }>({
  histogram: required(anyHistogram),
  // The value is validated below, where the message has the name of the metric.
  threshold: required((value) =>
    typeof value === 'number' ? undefined : wrong(value, 'a number in the unit of the histogram'),
  ),
});
const healthShape = metricOf('a gauge that is 1 while the service is healthy', 'gauge');

/** Bad events of all events, by counters. */
function events<E extends string, T extends string>(options: {
  readonly errors: CounterLike<E>;
  readonly total: CounterLike<T>;
}): Sli<E & T> {
  const place = placeOf(events);
  validate(eventsShape, options, 'sli.events', place);
  return { type: 'events', part: options.errors, total: options.total, place };
}

/**
 * Events slower than a threshold, of all events of a classic histogram; for native histograms see `latencyNative`.
 *
 * @param options.threshold in the histogram's unit; one of its buckets
 * @throws DefinitionError if it is not the bound of a bucket, as faster events were not counted then
 */
function latency<L extends string>(options: {
  readonly histogram: HistogramHandle<L>;
  readonly threshold: number;
}): Sli<L> {
  const place = placeOf(latency);
  validate(latencyShape, options, 'sli.latency', place);
  const { histogram, threshold } = options;
  const { kind, name, buckets } = histogram.metric;
  if (kind === 'native_histogram') {
    throw new DefinitionError(`metric ${name} is a native histogram: use sli.latencyNative`, place);
  }
  if (!buckets?.includes(threshold)) {
    const known = buckets ? `its buckets end at ${buckets.join(', ')}` : 'the catalog has no buckets';
    throw new DefinitionError(`metric ${name} has no bucket that ends at ${threshold}: ${known}`, place);
  }
  const fast: SelectorData = {
    ...histogram.bucket,
    matchers: [...histogram.bucket.matchers, boundMatcher(threshold)],
  };
  return { type: 'latency', part: fast, total: histogram.count, threshold, place };
}

/**
 * Events slower than a threshold, of all events of a native histogram; for classic histograms see `latency`.
 *
 * Any threshold is possible: Prometheus interpolates within a bucket, so the precision is the width of a bucket, 9 %
 * for the usual eight buckets per power of two.
 *
 * @param options.threshold in the histogram's unit, above 0
 * @throws DefinitionError for a classic histogram, and for a threshold that no event can be faster than
 */
function latencyNative<L extends string>(options: {
  readonly histogram: NativeHistogram<L>;
  readonly threshold: number;
}): Sli<L> {
  const place = placeOf(latencyNative);
  validate(latencyShape, options, 'sli.latencyNative', place);
  const { histogram, threshold } = options;
  // Definitions are loaded without type checking.
  const { kind, metric }: Pick<NativeHistogram<L> | HistogramHandle<L>, 'kind' | 'metric'> = histogram;
  if (kind !== 'native_histogram') {
    const advice = kind === 'histogram' ? ', which is classic: use sli.latency' : '';
    throw new DefinitionError(
      `sli.latencyNative takes a native histogram, not the ${kind} ${metric?.name ?? ''}${advice}`,
      place,
    );
  }
  if (!(threshold > 0 && threshold < Number.POSITIVE_INFINITY)) {
    throw new DefinitionError(
      `metric ${histogram.name}: a threshold must not be ${threshold}: write a finite number above 0, in the metric's unit`,
      place,
    );
  }
  return { type: 'latencyNative', part: histogram, total: histogram, threshold, place };
}

/**
 * Time during which a gauge is 0, as a ratio of all time: for probes and health checks that are 1 while the service is
 * healthy.
 */
function ofGauge<L extends string>(healthy: Gauge<L>): Sli<L> {
  const place = placeOf(ofGauge);
  validate(healthShape, healthy, 'sli.gauge', place);
  return { type: 'gauge', part: healthy, total: healthy, place };
}

const ratioShape = optionsOf<{ errors: unknown; total: unknown }>({
  errors: required(expressionShape),
  total: required(expressionShape),
});

/** Stands for the series of an indicator that consists of expressions. */
function derived(name: string): SelectorData {
  return { type: 'selector', kind: 'recorded', name, metric: undefined, matchers: [] };
}

/**
 * Bad events as a ratio of all events, by expressions, for series that are not counters of the catalog. Leave windows
 * open: `rate(…)` takes the window of each rule, and so does `${window}` in `promql`.
 */
function ratioOf(options: {
  readonly errors: Vector<string> | Vector<never>;
  readonly total: Vector<string> | Vector<never>;
}): Sli<never> {
  const place = placeOf(ratioOf);
  validate(ratioShape, options, 'sli.ratio', place);
  return {
    type: 'ratio',
    part: derived('slo:sli_errors:rate5m'),
    total: derived('slo:sli_total:rate5m'),
    expressions: { errors: { node: nodeOf(options.errors) }, total: { node: nodeOf(options.total) } },
    place,
  };
}

/**
 * The ratio of bad events itself, 0 to 1, as an expression over the window of each rule. Over the period it is
 * averaged, so that an hour with few events counts as much as one with many.
 */
function errorRatio(ratio: Vector<string> | Vector<never>): Sli<never> {
  const place = placeOf(errorRatio);
  validate(expressionShape, ratio, 'sli.errorRatio', place);
  const series = derived('slo:sli_errors:rate5m');
  return {
    type: 'errorRatio',
    part: series,
    total: series,
    expressions: { total: { node: nodeOf(ratio) } },
    place,
  };
}

/** Whether an indicator consists of expressions, whose series and labels are not known one by one. */
export function isOfExpressions({ type }: AnySli): boolean {
  return type === 'ratio' || type === 'errorRatio';
}

/**
 * Indicators of service level objectives.
 *
 * @example sli.events({ errors: metrics.http_requests_total.where({ status: '500' }), total: metrics.http_requests_total })
 */
export const sli = closed('sli', 'indicator', {
  /** Bad events as a ratio of all events, by counters: `sli.events({ errors, total })`. */
  events,
  /**
   * Events slower than a threshold, as a ratio of all events of a classic histogram; the threshold is one of its
   * buckets.
   */
  latency,
  /** Events slower than a threshold, as a ratio of all events of a native histogram. */
  latencyNative,
  /** Time during which a gauge is 0, as a ratio of all time: for gauges that are 1 while the service is healthy. */
  gauge: ofGauge,
  /** Bad events as a ratio of all events, by expressions: `sli.ratio({ errors, total })`. */
  ratio: ratioOf,
  /** The ratio of bad events itself, as an expression. */
  errorRatio,
} as const);
