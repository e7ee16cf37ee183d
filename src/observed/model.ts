import type { MetricType } from '../catalog/index.js';

/** What an exporter or a server says of a metric, by its name in a catalog. */
export interface MetricDescription {
  /** Of a histogram or summary, that without `_bucket`, `_sum` and `_count`; of a counter, that of its series. */
  readonly name: string;
  /** Undefined where it is not said, or is a type that catalogs do not have. */
  readonly kind: MetricType | undefined;
  readonly help: string;
  /** A unit as catalogs have it; undefined where none is said or it has no such name. */
  readonly unit?: string | undefined;
  /** Own labels, without `le` and `quantile`, with some of their values. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
  /** Finite upper bounds of the buckets, ascending. */
  readonly buckets?: readonly number[] | undefined;
}

export type Labels = Readonly<Record<string, string>>;

/** The series of one name. */
export interface ObservedSeries {
  readonly name: string;
  readonly count: number;
  /** Their labels without the name; undefined where they are too many to be read one by one. */
  readonly sets: readonly Labels[] | undefined;
  readonly labels: ReadonlyMap<string, ObservedValues>;
}

/** The values of a label. */
export interface ObservedValues {
  readonly values: ReadonlySet<string>;
  /** Whether these are all. */
  readonly complete: boolean;
}

/** A part of a page that is not in the format. */
export interface BrokenLine {
  /** From 1. */
  readonly line: number;
  readonly reason: string;
}

/** A page of metrics. */
export interface MetricsPage {
  readonly metrics: ReadonlyMap<string, MetricDescription>;
  readonly series: ReadonlyMap<string, ObservedSeries>;
  /** The first of the broken lines. */
  readonly broken: readonly BrokenLine[];
  /** How many there are. */
  readonly brokenLines: number;
}
