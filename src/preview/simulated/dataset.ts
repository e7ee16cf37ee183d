import { parseDuration } from '../../catalog/duration.js';
import { withoutPart } from '../../catalog/names.js';
import type { ColumnSeries, LoadedSeries, SeriesInput } from '../../engine/index.js';
import { mentions } from '../../prove/compile/mentions.js';
import { usedRecords } from '../../prove/compile/used-records.js';
import type { Incident, IncidentSeries, SiteMetric, SiteRecord } from '../model.js';
import { mostPoints, rateInterval, scrapeInterval, stepFor } from '../resolution.js';
import { type Span, simulateMetric } from './simulate.js';

/** The part of the engine that data are loaded with. */
export interface SeriesEngine {
  loadSeries(series: readonly SeriesInput[]): LoadedSeries;
}

/** What queries are evaluated over: a system that is well, with what an incident changes of it. */
export interface DataSource {
  readonly metrics: readonly SiteMetric[];
  readonly records: readonly SiteRecord[];
  /** Its series take the place of those that would be simulated of the same metrics. */
  readonly incident?: Incident | undefined;
}

const minute = 60_000;
/** Most samples of one simulated series. */
const mostSamples = 12_000;
/** Longest history before the range that is simulated, for the windows of queries. */
const longestWindow = 6 * 60 * minute;

/** Series in the engine, and how old a sample may be to be used: those of slow rules are far apart. */
export interface Dataset {
  readonly loaded: LoadedSeries;
  readonly lookbackMs: number;
}

/** Loads all series that expressions read, those that recording rules record included. */
export function loadDataset(
  engine: SeriesEngine,
  source: DataSource,
  expressions: readonly string[],
  range: { readonly start: number; readonly end: number },
): Dataset {
  const { records } = source;
  const used = usedRecords(records, expressions);
  const texts = [...expressions, ...used.map(({ expr }) => expr)];
  const span = spanOf(source, texts, range);
  const all = source.incident?.series ?? [];
  const incident = texts.some(namesNothing)
    ? all
    : all.filter(({ labels }) => texts.some((text) => mentions(text, labels.__name__ ?? '')));
  const given = new Set(all.map(({ labels }) => withoutPart(labels.__name__ ?? '')));
  const simulated = source.metrics.filter(
    ({ name }) => !given.has(name) && texts.some((text) => reads(text, name)),
  );
  const series: SeriesInput[] = [
    ...incident.map(incidentSeries),
    ...simulated.flatMap((metric) => simulateMetric(metric, withHistory(source, texts, span))),
  ];
  let loaded = engine.loadSeries(series);
  let lookbackMs = 5 * minute;
  for (const level of levelsOf(used)) {
    for (const record of level) {
      const stepMs = recordStep(record, span);
      lookbackMs = Math.max(lookbackMs, 2 * stepMs);
      series.push(...recordedSeries(loaded, record, { ...span, stepMs }, lookbackMs));
    }
    loaded.dispose();
    loaded = engine.loadSeries(series);
  }
  return { loaded, lookbackMs };
}

/** A rule over a long window changes slowly, and each of its evaluations costs as much as the window is long. */
function recordStep({ expr }: SiteRecord, { start, end, stepMs }: Span): number {
  const longest = Math.max(0, ...windowsOf(expr));
  const exact = Math.max(stepMs, (end - start) / 2000, Math.min(longest, end - start) / 100);
  return Math.ceil(exact / 1000) * 1000;
}

/** What an incident does not tell has been there long before it, so that nothing seems to begin with it. */
function withHistory({ incident }: DataSource, texts: readonly string[], span: Span): Span {
  if (!incident) return span;
  // At least as long as windows that a variable gives.
  const longest =
    Math.max(10 * minute, ...texts.flatMap(windowsOf)) + Math.max(0, ...texts.flatMap(offsetsOf));
  const steps = Math.ceil(Math.min(longestWindow, longest) / span.stepMs);
  return { ...span, start: span.start - steps * span.stepMs };
}

function spanOf(
  source: DataSource,
  texts: readonly string[],
  range: { readonly start: number; readonly end: number },
): Span {
  if (source.incident) {
    const { start, end, stepMs } = source.incident;
    return { start, end, stepMs };
  }
  const finest = stepFor(range.end - range.start, mostPoints, scrapeInterval);
  const windows = texts.flatMap(windowsOf);
  if (texts.some((text) => /\[\s*\$/.test(text))) windows.push(rateInterval(finest, scrapeInterval));
  const start = range.start - Math.min(longestWindow, Math.max(10 * minute, ...windows));
  // A sample for each point of the widest graph, and two in the shortest window, so that it has a rate.
  const wanted = Math.max(
    (range.end - start) / mostSamples,
    Math.min(finest, ...windows.map((one) => one / 2)),
  );
  const stepMs = sampleSteps.findLast((step) => step <= wanted) ?? scrapeInterval;
  return { start, end: range.end, stepMs };
}

/** Distances of simulated samples, in milliseconds. */
const sampleSteps = [
  scrapeInterval,
  30_000,
  minute,
  2 * minute,
  5 * minute,
  15 * minute,
  60 * minute,
  360 * minute,
  1440 * minute,
];

/** The windows that a text names, in milliseconds. */
function windowsOf(text: string): number[] {
  return durationsAt(text, /\[(\w+)/g);
}

/** The longest window that texts name, in milliseconds; 0 where they name none. */
export function longestWindowIn(texts: readonly string[]): number {
  return Math.max(0, ...texts.flatMap(windowsOf));
}

function offsetsOf(text: string): number[] {
  return durationsAt(text, /\boffset\s+(\w+)/g);
}

/** Of the first group of each match; what is a variable has no length yet. */
function durationsAt(text: string, pattern: RegExp): number[] {
  return [...text.matchAll(pattern)].flatMap(([, duration = '']) => parseDuration(duration) ?? []);
}

/** Whether an expression has a name of a metric or of one of a histogram's series. */
export function reads(text: string, name: string): boolean {
  return ['', '_bucket', '_sum', '_count'].some((part) => mentions(text, name + part));
}

/** Whether an expression selects series by other labels than their name, and so may read any. */
export function namesNothing(text: string): boolean {
  return /(?:^|[^\w:\s}])\s*\{(?!\s*["'])/.test(text);
}

/** Recording rules in the order in which they can be evaluated. */
function levelsOf(records: readonly SiteRecord[]): SiteRecord[][] {
  const levels: SiteRecord[][] = [];
  let left = [...records];
  while (left.length > 0) {
    const ready = left.filter(
      (record) => !left.some((other) => other.record !== record.record && reads(record.expr, other.record)),
    );
    // Rules that read each other have no order: none is recorded.
    if (ready.length === 0) return levels;
    levels.push(ready);
    left = left.filter((record) => !ready.includes(record));
  }
  return levels;
}

function recordedSeries(
  loaded: LoadedSeries,
  { record, expr, labels }: SiteRecord,
  span: Span,
  lookbackMs: number,
): ColumnSeries[] {
  const result = loaded.rangeQuery({ expr, ...span, lookbackMs, maxSamples: 50_000_000 });
  if (result.type !== 'matrix') return [];
  return result.series.map(({ labels: found, times, values }) => ({
    labels: { ...found, ...labels, __name__: record },
    times,
    values,
  }));
}

const named: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  '+Inf': Number.POSITIVE_INFINITY,
  '-Inf': Number.NEGATIVE_INFINITY,
};

function incidentSeries({ labels, samples }: IncidentSeries): SeriesInput {
  return {
    labels,
    samples: samples.map(
      ([at, value]) =>
        [at, typeof value === 'string' && value !== 'stale' ? (named[value] ?? Number.NaN) : value] as const,
    ),
  };
}
