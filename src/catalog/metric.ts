import { type Place, placeOf } from './place.js';

/** What the exporter really emits, which the suffix of a name does not tell. */
export type MetricKind = 'counter' | 'gauge' | 'histogram' | 'native_histogram' | 'summary';

/** Labels and their example values: simulations and previews make one series per combination. */
export type LabelExamples = Readonly<Record<string, LabelValues>>;
export type LabelValues = readonly string[] | ClosedValues;

/** Label values that are known to be complete: any other value in a query is a mistake. */
export interface ClosedValues {
  readonly oneOf: readonly string[];
}

/** Declares all values that a label can have, so that a matcher on another value is a finding. */
export function oneOf(...values: readonly [string, ...string[]]): ClosedValues {
  return { oneOf: values };
}

/** The example values of a label, closed or not. */
export function exampleValues(values: LabelValues): readonly string[] {
  return 'oneOf' in values ? values.oneOf : values;
}

/** What all kinds of metrics have in common. */
export interface MetricOptions<Labels extends LabelExamples> {
  /** One sentence that tells an SRE what is measured. */
  readonly help: string;
  /**
   * Unit of one sample: a Grafana unit id (`s`, `ms`, `bytes`, `percentunit`), `timestamp` for unix seconds,
   * `ratio` for 0–1, or the plural of what is counted (`requests`, `errors`).
   */
  readonly unit?: string;
  readonly labels?: Labels;
  /** Labels that get a new value with every event (a run id): such a series never shows its first increment. */
  readonly ephemeral?: readonly (keyof Labels & string)[];
  /** The range that samples can take, where it is narrower than the kind says: `[0, 1]` for a ratio. */
  readonly range?: readonly [minimum: number, maximum: number];
}

export interface HistogramOptions<Labels extends LabelExamples> extends MetricOptions<Labels> {
  /** Upper bounds of the buckets in the metric's unit, ascending, without +Inf. */
  readonly buckets?: readonly number[];
}

/** A metric as written in a catalog, before it has its name. */
export interface MetricSpec<Kind extends MetricKind, Labels extends LabelExamples> {
  readonly kind: Kind;
  readonly labels: Labels;
  readonly options: Omit<HistogramOptions<LabelExamples>, 'labels'>;
  readonly place: Place;
}

/** A metric with its name: plain data. */
export interface Metric {
  readonly name: string;
  readonly kind: MetricKind;
  readonly help: string;
  readonly unit?: string | undefined;
  readonly labels: LabelExamples;
  readonly targetLabels: readonly string[];
  readonly ephemeral: readonly string[];
  readonly range?: readonly [number, number] | undefined;
  readonly buckets?: readonly number[] | undefined;
  readonly place: Place;
}

/** No labels. `NoInfer` below keeps the catalog's own type from widening this to any label. */
type None = Readonly<Record<never, never>>;

/** A value that only rises and starts again at zero when the process restarts. */
export function counter<const Labels extends LabelExamples = None>(
  options: MetricOptions<Labels>,
): MetricSpec<'counter', NoInfer<Labels>> {
  return spec('counter', options, placeOf(counter));
}

/** A value that rises and falls. */
export function gauge<const Labels extends LabelExamples = None>(
  options: MetricOptions<Labels>,
): MetricSpec<'gauge', NoInfer<Labels>> {
  return spec('gauge', options, placeOf(gauge));
}

/** A classic histogram: `_bucket` with `le`, `_sum` and `_count`. */
export function histogram<const Labels extends LabelExamples = None>(
  options: HistogramOptions<Labels>,
): MetricSpec<'histogram', NoInfer<Labels>> {
  return spec('histogram', options, placeOf(histogram));
}

/** A native histogram: one series whose samples are whole distributions. */
export function nativeHistogram<const Labels extends LabelExamples = None>(
  options: MetricOptions<Labels>,
): MetricSpec<'native_histogram', NoInfer<Labels>> {
  return spec('native_histogram', options, placeOf(nativeHistogram));
}

/** A summary: quantiles computed by the client, `_sum` and `_count`. Its quantiles cannot be aggregated. */
export function summary<const Labels extends LabelExamples = None>(
  options: MetricOptions<Labels>,
): MetricSpec<'summary', NoInfer<Labels>> {
  return spec('summary', options, placeOf(summary));
}

function spec<Kind extends MetricKind, Labels extends LabelExamples>(
  kind: Kind,
  { labels, ...options }: HistogramOptions<Labels>,
  place: Place,
): MetricSpec<Kind, Labels> {
  return { kind, labels: labels ?? ({} as Labels), options, place };
}
