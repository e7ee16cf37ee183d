import { type HistogramInput, writeHistogram } from './histogram.js';
import type { Request } from './wire.js';

/** Label names and values; the metric name is `__name__`. */
export type Labels = Readonly<Record<string, string>>;

/** A series in the notation of promtool's tests. */
export interface NotationSeries {
  /** `metric{label="value"}` */
  readonly series: string;
  /** For example `0+1x10 _x3 stale 5`, or native histograms `{{schema:0 …}}`. */
  readonly values: string;
  /** Milliseconds from one value to the next. */
  readonly intervalMs: number;
  /** Time of the first value, in milliseconds since the epoch; default 0. */
  readonly startMs?: number;
}

/** A float, a staleness marker (the series ends here), or a native histogram. */
export type SampleInput = number | 'stale' | HistogramInput;

/** A series as a list of samples; times in milliseconds since the epoch, ascending. */
export interface SampleSeries {
  readonly labels: Labels;
  readonly samples: readonly (readonly [atMs: number, value: SampleInput])[];
}

/** A series of floats as arrays of times and values, which is faster. Times in milliseconds since the epoch, ascending. */
export interface ColumnSeries {
  readonly labels: Labels;
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

export type SeriesInput = NotationSeries | SampleSeries | ColumnSeries;

const kind = { notation: 0, columns: 1, samples: 2 } as const;

export function writeSeries(request: Request, list: readonly SeriesInput[]): void {
  request.word(list.length);
  for (const series of list) {
    if ('series' in series) writeNotation(request, series);
    else if ('samples' in series) writeSamples(request, series);
    else writeColumns(request, series);
  }
}

function writeNotation(request: Request, series: NotationSeries): void {
  request.word(kind.notation);
  request.string(series.series);
  request.string(series.values);
  request.number(series.startMs ?? 0);
  request.number(series.intervalMs);
}

function writeColumns(request: Request, series: ColumnSeries): void {
  if (series.times.length !== series.values.length) {
    throw new RangeError(`${series.times.length} times for ${series.values.length} values`);
  }
  request.word(kind.columns);
  request.map(series.labels);
  request.word(series.times.length);
  request.numbers(series.times);
  request.numbers(series.values);
}

function writeSamples(request: Request, series: SampleSeries): void {
  request.word(kind.samples);
  request.map(series.labels);
  request.word(series.samples.length);
  for (const [at, value] of series.samples) {
    request.number(at);
    request.flag(typeof value === 'object');
    if (typeof value === 'object') writeHistogram(request, value);
    else if (value === 'stale') request.staleMarker();
    else request.number(value);
  }
}
