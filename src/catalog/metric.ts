import { isRecord } from '../plain.js';
import { type Place, placeOf } from './place.js';
import {
  chosenBy,
  list,
  options as optionsOf,
  record,
  required,
  type Shape,
  text,
  unfit,
  validate,
  wrong,
} from './shape/index.js';
import { metricUnit, range } from './shape/units.js';

/** The type that the exporter exposes, whatever the suffix of the name. */
export type MetricType = 'counter' | 'gauge' | 'histogram' | 'native_histogram' | 'summary';

/** Labels and their example values: simulations and previews make one series per combination. */
export type LabelExamples = Readonly<Record<string, LabelValues>>;
/** The values of a label: examples, or all of them by `oneOf`. */
export type LabelValues = readonly string[] | OneOf;

/** Label values that are known to be complete: any other value in a query is a mistake. */
export interface OneOf {
  readonly oneOf: readonly string[];
}

/**
 * Declares every value that a label can have, so that a matcher on any other value is a finding.
 *
 * @throws DefinitionError for no values, and for values that are not texts
 * @example gauge({ help: 'Up.', labels: { zone: oneOf('a', 'b') } })
 */
export function oneOf(...values: readonly [string, ...string[]]): OneOf {
  validate(closedValues, values, 'oneOf', oneOf);
  return { oneOf: values };
}

const closedValues: Shape = (values) => {
  const found = list(text, 1)(values);
  if (found !== undefined || !Array.isArray(values)) return found;
  const twin = values.find((value, index) => values.indexOf(value) !== index);
  return twin === undefined ? undefined : unfit(twin, 'each value once');
};

/** The example values of a label, closed or not. */
export function exampleValues(values: LabelValues): readonly string[] {
  return 'oneOf' in values ? values.oneOf : values;
}

/** Options of all metric types. */
export interface MetricOptions<Labels extends LabelExamples> {
  /** One sentence: what is measured. Shown in the documentation and on panels. */
  readonly help: string;
  /**
   * Unit of one sample: a Grafana unit id (`s`, `ms`, `bytes`, `percentunit`), `timestamp` for unix seconds,
   * `ratio` for 0–1, or the plural of what is counted (`requests`, `errors`).
   */
  readonly unit?: string;
  /** Labels with example values, or with all values by `oneOf`. @default none */
  readonly labels?: Labels;
  /**
   * Labels that have a new value with every event, such as a run id: `increase` never sees the first event of such a
   * series.
   */
  readonly ephemeral?: readonly (keyof Labels & string)[];
  /** Range of possible samples, both ends included, if it is narrower than the type implies: `[0, 1]` for a ratio. */
  readonly range?: readonly [minimum: number, maximum: number];
}

export interface HistogramOptions<Labels extends LabelExamples> extends MetricOptions<Labels> {
  /** Upper bounds of the buckets in the metric's unit, ascending, without `+Inf`. @default not known */
  readonly buckets?: readonly number[];
}

/** A metric as written in a catalog, before it has its name. */
export interface MetricSpec<Kind extends MetricType, Labels extends LabelExamples> {
  readonly kind: Kind;
  readonly labels: Labels;
  readonly options: Omit<HistogramOptions<LabelExamples>, 'labels'>;
  readonly place: Place;
}

/** A metric with its name: plain data. */
export interface Metric {
  readonly name: string;
  readonly kind: MetricType;
  readonly help: string;
  readonly unit?: string | undefined;
  readonly labels: LabelExamples;
  readonly targetLabels: readonly string[];
  /** Set if the series may have further labels, because they are recorded from hand-written PromQL. */
  readonly otherLabels?: true | undefined;
  readonly ephemeral: readonly string[];
  readonly range?: readonly [number, number] | undefined;
  readonly buckets?: readonly number[] | undefined;
  readonly place: Place;
}

/** No labels. `NoInfer` below keeps the catalog's own type from widening this to any label. */
type None = Readonly<Record<never, never>>;

const examples = chosenBy((value) =>
  isRecord(value) ? optionsOf<OneOf>({ oneOf: required(closedValues) }) : list(text),
);

/** Labels of all metrics; `taken` are those that Prometheus adds to this kind. */
function labelsShape(taken: string | undefined): Shape {
  const own: Shape = (name) => {
    if (typeof name !== 'string' || name === '') return unfit(name, 'a name that is not empty');
    if (name.startsWith('__')) return unfit(name, 'a name that does not begin with __: those are internal');
    if (name === taken) return unfit(name, `no label ${name}: this metric type adds it`);
    return text(name);
  };
  return record(examples, own);
}

/** The catalog, which knows the name of the metric, validates that they are finite and ascending. */
const buckets = list((bound) => (typeof bound === 'number' ? undefined : wrong(bound, 'a number')));

/**
 * The label that tells the series of one metric apart: `le` of the buckets of a histogram, `quantile` of a summary.
 * Prometheus' clients add it, so that no catalog lists it.
 */
export function partLabel(kind: MetricType): 'le' | 'quantile' | undefined {
  return kind === 'histogram' ? 'le' : kind === 'summary' ? 'quantile' : undefined;
}

function shapeOf(kind: MetricType): Shape {
  const common = {
    help: required(text),
    unit: metricUnit,
    labels: labelsShape(partLabel(kind)),
    ephemeral: list(text),
    range,
  };
  return kind === 'histogram'
    ? optionsOf<HistogramOptions<LabelExamples>>({ ...common, buckets })
    : optionsOf<MetricOptions<LabelExamples>>(common);
}

const shapes: Readonly<Record<MetricType, Shape>> = {
  counter: shapeOf('counter'),
  gauge: shapeOf('gauge'),
  histogram: shapeOf('histogram'),
  native_histogram: shapeOf('native_histogram'),
  summary: shapeOf('summary'),
};
const constructors: Readonly<Record<MetricType, string>> = {
  counter: 'counter',
  gauge: 'gauge',
  histogram: 'histogram',
  native_histogram: 'nativeHistogram',
  summary: 'summary',
};

/**
 * A counter: a value that only increases, and restarts from zero when the process restarts.
 *
 * @example counter({ help: 'Requests served.', unit: 'requests', labels: { status: ['200', '500'] } })
 */
export function counter<const Labels extends LabelExamples = None>(
  options: MetricOptions<Labels>,
): MetricSpec<'counter', NoInfer<Labels>> {
  return spec('counter', options, placeOf(counter));
}

/**
 * A gauge: a value that can go up and down.
 *
 * @example gauge({ help: 'Jobs that wait.', unit: 'jobs', labels: { topic: ['orders'] } })
 */
export function gauge<const Labels extends LabelExamples = None>(
  options: MetricOptions<Labels>,
): MetricSpec<'gauge', NoInfer<Labels>> {
  return spec('gauge', options, placeOf(gauge));
}

/**
 * A classic histogram: `_bucket` with `le`, `_sum` and `_count`.
 *
 * @example histogram({ help: 'Response time.', unit: 's', buckets: [0.1, 0.5, 1] })
 */
export function histogram<const Labels extends LabelExamples = None>(
  options: HistogramOptions<Labels>,
): MetricSpec<'histogram', NoInfer<Labels>> {
  return spec('histogram', options, placeOf(histogram));
}

/**
 * A native histogram: one series whose samples are whole distributions.
 *
 * @example nativeHistogram({ help: 'Response size.', unit: 'bytes' })
 */
export function nativeHistogram<const Labels extends LabelExamples = None>(
  options: MetricOptions<Labels>,
): MetricSpec<'native_histogram', NoInfer<Labels>> {
  return spec('native_histogram', options, placeOf(nativeHistogram));
}

/**
 * A summary: quantiles computed by the client, `_sum` and `_count`. Its quantiles cannot be aggregated.
 *
 * @example summary({ help: 'Duration of garbage collections.', unit: 's' })
 */
export function summary<const Labels extends LabelExamples = None>(
  options: MetricOptions<Labels>,
): MetricSpec<'summary', NoInfer<Labels>> {
  return spec('summary', options, placeOf(summary));
}

function spec<Kind extends MetricType, Labels extends LabelExamples>(
  kind: Kind,
  given: HistogramOptions<Labels>,
  place: Place,
): MetricSpec<Kind, Labels> {
  validate(shapes[kind], given, constructors[kind], place);
  const { labels, ...options } = given;
  return { kind, labels: labels ?? ({} as Labels), options, place };
}
