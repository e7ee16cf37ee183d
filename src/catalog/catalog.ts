import { isList, isRecord } from '../plain.js';
import { DefinitionError } from './definition-error.js';
import type { LabelExamples, Metric, MetricSpec, MetricType } from './metric.js';
import { misses } from './misses.js';
import { type Counter, type Gauge, type NativeHistogram, type Selector, selector } from './selector.js';
import {
  list,
  options as optionsOf,
  record,
  type Shape,
  text,
  unfit,
  validate,
  wrong,
} from './shape/index.js';

/** Labels that Prometheus itself attaches to every scraped series, unless the catalog says otherwise. */
export const defaultTargetLabels = ['job', 'instance'] as const;

/** Labels that a scrape in Kubernetes attaches. */
export const kubernetesTargetLabels = ['job', 'instance', 'namespace', 'pod', 'container'] as const;

/** Options of a catalog. */
export interface CatalogOptions<Target extends string> {
  /** Labels that the scrape attaches, as opposed to the program. @default job, instance */
  readonly targetLabels?: readonly Target[];
}

/** A classic histogram's series, and `where` over all of them at once. */
export interface HistogramHandle<L extends string> {
  readonly kind: 'histogram';
  readonly metric: Metric;
  readonly bucket: Selector<'bucket', L | 'le'>;
  readonly sum: Counter<L>;
  readonly count: Counter<L>;
  /** The series whose labels match all of `matches`. */
  where(matches: Parameters<Counter<L>['where']>[0]): HistogramHandle<L>;
}

/** The series of a summary, and `where` for all of them at once. */
export interface SummaryHandle<L extends string> {
  readonly kind: 'summary';
  readonly metric: Metric;
  readonly quantiles: Gauge<L | 'quantile'>;
  readonly sum: Counter<L>;
  readonly count: Counter<L>;
  /** The series whose labels match all of `matches`. */
  where(matches: Parameters<Counter<L>['where']>[0]): SummaryHandle<L>;
}

type HandleOfKind<Kind extends MetricType, L extends string> = {
  counter: Counter<L>;
  gauge: Gauge<L>;
  histogram: HistogramHandle<L>;
  native_histogram: NativeHistogram<L>;
  summary: SummaryHandle<L>;
}[Kind];

type AnySpec = MetricSpec<MetricType, LabelExamples>;
type Handle<Spec, Target extends string> =
  Spec extends MetricSpec<infer Kind, infer Labels>
    ? HandleOfKind<Kind, (keyof Labels & string) | Target>
    : never;

/** Typed handles by metric name. */
export type Catalog<Specs extends Readonly<Record<string, AnySpec>>, Target extends string> = {
  readonly [Name in keyof Specs]: Handle<Specs[Name], Target>;
};

/** A handle of any metric. */
export interface AnyMetricHandle {
  readonly kind: string;
  readonly metric: Metric | undefined;
}
/** A catalog whose metrics do not matter here. */
export type AnyCatalog = Readonly<Record<string, AnyMetricHandle>>;

/** The metrics of one catalog or of several, each object once. */
export function metricsIn(catalogs: AnyCatalog | readonly AnyCatalog[]): readonly Metric[] {
  const all = isList(catalogs) ? catalogs : [catalogs];
  const handles = all.flatMap((catalog) => Object.values(catalog));
  return [...new Set(handles.flatMap(({ metric }) => metric ?? []))];
}

const metricNameShape: Shape = (name) =>
  typeof name === 'string' && name.trim() === '' ? unfit(name, 'a name that is not empty') : text(name);
const specsShape = record(
  (value) =>
    isRecord(value) && typeof value.kind === 'string' && isRecord(value.options)
      ? undefined
      : wrong(value, 'a metric, such as counter({ help: … })'),
  metricNameShape,
);
const optionsShape = optionsOf<CatalogOptions<string>>({ targetLabels: list(metricNameShape) });

/**
 * Declares the metrics that a bundle uses, and returns typed handles by name. Reading a name that is not declared is an
 * error with a suggestion.
 *
 * @throws DefinitionError for bucket bounds that are not finite or not ascending, and for an invalid name
 * @example catalog({ http_requests_total: counter({ help: 'Requests.', unit: 'requests', labels: { status: ['200', '500'] } }) })
 */
export function catalog<
  const Specs extends Readonly<Record<string, AnySpec>>,
  const Target extends string = (typeof defaultTargetLabels)[number],
>(specs: Specs, options: CatalogOptions<Target> = {}): Catalog<Specs, Target> {
  validate(specsShape, specs, 'catalog', catalog);
  validate(optionsShape, options, 'catalog', catalog);
  const targetLabels = options.targetLabels ?? defaultTargetLabels;
  const handles: Record<string, AnyMetricHandle> = Object.create(
    misses('the catalog', 'metric', () => handles),
  );
  for (const [name, spec] of Object.entries(specs))
    handles[name] = handleOf(metricOf(name, spec, targetLabels));
  return handles as Catalog<Specs, Target>;
}

function metricOf(name: string, spec: AnySpec, targetLabels: readonly string[]): Metric {
  const { labels, place } = spec;
  const { help, unit, ephemeral = [], range, buckets } = spec.options;
  buckets?.forEach((bound, index) => {
    if (!Number.isFinite(bound)) {
      throw new DefinitionError(
        `metric ${name}: ${bound} is not a bucket bound: bounds are finite numbers, and +Inf is added automatically`,
        place,
      );
    }
    const previous = buckets[index - 1];
    if (previous !== undefined && bound <= previous) {
      throw new DefinitionError(
        `metric ${name}: buckets must ascend, but ${bound} follows ${previous}`,
        place,
      );
    }
  });
  return {
    name,
    kind: spec.kind,
    help,
    unit,
    labels,
    targetLabels,
    ephemeral,
    range,
    buckets,
    place,
  };
}

function handleOf(metric: Metric): AnyMetricHandle {
  const { name } = metric;
  switch (metric.kind) {
    case 'histogram':
      return histogramHandle(metric, {
        bucket: selector({ kind: 'bucket', name: `${name}_bucket`, metric, matchers: [] }),
        sum: selector({ kind: 'counter', name: `${name}_sum`, metric, matchers: [] }),
        count: selector({ kind: 'counter', name: `${name}_count`, metric, matchers: [] }),
      });
    case 'summary':
      return summaryHandle(metric, {
        quantiles: selector({ kind: 'gauge', name, metric, matchers: [] }),
        sum: selector({ kind: 'counter', name: `${name}_sum`, metric, matchers: [] }),
        count: selector({ kind: 'counter', name: `${name}_count`, metric, matchers: [] }),
      });
    default:
      return selector({ kind: metric.kind, name, metric, matchers: [] });
  }
}

type HistogramParts = Pick<HistogramHandle<string>, 'bucket' | 'sum' | 'count'>;
function histogramHandle(metric: Metric, parts: HistogramParts): HistogramHandle<string> {
  return {
    kind: 'histogram',
    metric,
    ...parts,
    where: (matches) =>
      histogramHandle(metric, {
        bucket: parts.bucket.where(matches),
        sum: parts.sum.where(matches),
        count: parts.count.where(matches),
      }),
  };
}

type SummaryParts = Pick<SummaryHandle<string>, 'quantiles' | 'sum' | 'count'>;
function summaryHandle(metric: Metric, parts: SummaryParts): SummaryHandle<string> {
  return {
    kind: 'summary',
    metric,
    ...parts,
    where: (matches) =>
      summaryHandle(metric, {
        quantiles: parts.quantiles.where(matches),
        sum: parts.sum.where(matches),
        count: parts.count.where(matches),
      }),
  };
}
