import type { MetricType } from '../../catalog/index.js';

/** A metric as the imported queries show it, and as `--metrics` describes it. */
export interface ImportedMetric {
  /** Name in the catalog: of a histogram or summary, that without `_bucket`, `_sum` and `_count`. */
  readonly name: string;
  readonly kind: MetricType;
  readonly help: string;
  readonly unit?: string | undefined;
  /** Labels besides those of the scrape, with the values that are known. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
  /** Whether the kind is said by the exporter, and not only guessed from names and functions. */
  readonly described: boolean;
}

/** What a series is in the catalog. */
export interface SeriesInCatalog {
  readonly metric: ImportedMetric;
  /** The part of a histogram or summary. */
  readonly part?: 'bucket' | 'sum' | 'count' | 'quantiles' | undefined;
  /** As our types name it. */
  readonly kind: 'counter' | 'gauge' | 'bucket' | 'native_histogram';
}

export interface ImportedCatalog {
  readonly metrics: readonly ImportedMetric[];
  readonly targetLabels: readonly string[];
  /** The series of a name; undefined for one that is in no catalog. */
  series(name: string): SeriesInCatalog | undefined;
  /** All labels of the series of a name, as our types have them. */
  labels(name: string): ReadonlySet<string> | undefined;
  /** Labels that expressions need the series of a recording rule to have, sorted. */
  recorded(name: string): readonly string[];
}
