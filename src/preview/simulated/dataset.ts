import { parseDuration } from '../../catalog/duration.js';
import { withoutPart } from '../../catalog/names.js';
import type { ColumnSeries, LoadedSeries, SeriesInput } from '../../engine/index.js';
import { mentions } from '../../prove/compile/mentions.js';
import { usedRecords } from '../../prove/compile/used-records.js';
import type { Incident, IncidentSeries, SiteMetric, SiteRecord } from '../model.js';
import { queryLimits } from './limits.js';
import { type ExpressionParser, type Needs, needsOf, type Range, together } from './needs.js';
import { simulateMetric } from './simulate.js';
import { merged, type Span, timesOf } from './spans.js';

/** The part of the engine that data are loaded with. */
export interface SeriesEngine extends ExpressionParser {
  loadSeries(series: readonly SeriesInput[]): LoadedSeries;
}

/** What queries are evaluated over: a system that is well, with what an incident changes of it. */
export interface DataSource {
  readonly metrics: readonly SiteMetric[];
  readonly records: readonly SiteRecord[];
  /** Metrics that a query asks for and nobody has declared are made too. @default false */
  readonly guessed?: boolean | undefined;
  /** Its series take the place of those that would be simulated of the same metrics. */
  readonly incident?: Incident | undefined;
}

/** Series in the engine, and how old a sample may be to be used: those of slow rules are far apart. */
export interface Dataset {
  readonly loaded: LoadedSeries;
  readonly lookbackMs: number;
}

/** An expression with the times at which it is evaluated. */
export interface Query {
  /** What may be meant: the first that can be parsed. What cannot reads nothing. */
  readonly texts: readonly string[];
  readonly evaluations: readonly Span[];
}

/** What is to be loaded for queries. */
export interface Plan {
  readonly expressions: readonly string[];
  readonly needs: Needs;
  /** Recording rules and when they are evaluated, in levels: each reads those before it. */
  readonly levels: readonly (readonly {
    readonly record: SiteRecord;
    readonly evaluations: readonly Span[];
  }[])[];
}

/** What queries read, also through recording rules. */
export function planOf(
  engine: ExpressionParser,
  { records, incident }: DataSource,
  queries: readonly Query[],
  range: Range,
): Plan {
  const expressions = queries.flatMap(({ texts }) => texts[0] ?? []);
  const levels = levelsOf(usedRecords(records, expressions));
  const read = (list: readonly Query[]): Needs[] => {
    const parsed = engine.parse(list.flatMap(({ texts }) => texts));
    let at = 0;
    return list.flatMap(({ texts, evaluations }) => {
      const found = parsed.slice(at, at + texts.length).find(({ ok }) => ok);
      at += texts.length;
      return found?.ok ? needsOf(found.ast, evaluations, range) : [];
    });
  };
  let needs = together(read(queries));
  const planned: Plan['levels'][number][] = [];
  // From those that nothing else reads.
  for (const level of levels.toReversed()) {
    const evaluated = level.map((record) => ({
      record,
      evaluations: recordEvaluations(
        record,
        [...spansOf(needs, record.record), ...spansOf(needs, '')],
        incident?.stepMs ?? 0,
      ),
    }));
    planned.unshift(evaluated);
    const own = read(evaluated.map(({ record, evaluations }) => ({ texts: [record.expr], evaluations })));
    const slow = evaluated.flatMap(({ evaluations }) => evaluations.map(({ stepMs }) => 2 * stepMs));
    const lookbackMs = Math.max(needs.lookbackMs, ...slow);
    needs = together([{ ...needs, lookbackMs }, ...own]);
  }
  return { expressions, needs, levels: planned };
}

function textsOf({ expressions, levels }: Plan): readonly string[] {
  return [...expressions, ...levels.flat().map(({ record }) => record.expr)];
}

/** What is read of series by their name; of the empty name, what is read of any. */
export function spansOf({ spans }: Needs, name: string): readonly Span[] {
  return spans.get(name) ?? [];
}

/** What is read of a metric or of any of a histogram's series. */
export function spansOfMetric({ spans }: Needs, name: string): readonly Span[] {
  return suffixes.flatMap((part) => spans.get(name + part) ?? []);
}
const suffixes = ['', '_bucket', '_sum', '_count'];

/** Loads all series that expressions read over a range, those that recording rules record included. */
export function loadDataset(
  engine: SeriesEngine,
  source: DataSource,
  expressions: readonly string[],
  range: Span,
): Dataset {
  const queries = expressions.map((text): Query => ({ texts: [text], evaluations: [range] }));
  const plan = planOf(engine, source, queries, range);
  const texts = textsOf(plan);
  const named = source.metrics.filter(({ name }) => texts.some((text) => reads(text, name)));
  return loadPlan(engine, source, plan, new Set(named.map(({ name }) => name)));
}

/** @param named Metrics that selectors without a name may mean */
export function loadPlan(
  engine: SeriesEngine,
  source: DataSource,
  plan: Plan,
  named: ReadonlySet<string>,
): Dataset {
  const { needs, levels } = plan;
  const texts = textsOf(plan);
  const all = source.incident?.series ?? [];
  const incident = texts.some(namesNothing)
    ? all
    : all.filter(({ labels }) => texts.some((text) => mentions(text, labels.__name__ ?? '')));
  const given = new Set(all.map(({ labels }) => withoutPart(labels.__name__ ?? '')));
  const series: SeriesInput[] = incident.map(incidentSeries);
  for (const metric of source.metrics) {
    const { name } = metric;
    const times = timesOf([...spansOfMetric(needs, name), ...(named.has(name) ? spansOf(needs, '') : [])]);
    if (times.length > 0 && !given.has(name)) series.push(...simulateMetric(metric, times));
  }
  let loaded = engine.loadSeries(series);
  const { lookbackMs } = needs;
  for (const level of levels) {
    for (const { record, evaluations } of level)
      series.push(...recordedSeries(loaded, record, evaluations, lookbackMs));
    loaded.dispose();
    loaded = engine.loadSeries(series);
  }
  return { loaded, lookbackMs };
}

/** Most spans of a recording rule that are evaluated each by itself. */
const mostSpans = 20;
/** Most times at which one span of a recording rule is evaluated: the engine takes 11,000. */
const mostTimes = 10_000;

/**
 * When a rule is evaluated so that it has what is read of it. A rule over a long window changes slowly, and each of its
 * evaluations costs as much as the window is long.
 */
function recordEvaluations({ expr }: SiteRecord, needs: readonly Span[], leastMs: number): readonly Span[] {
  const spans = merged(needs);
  const first = spans[0];
  if (!first) return [];
  const longest = longestWindowIn([expr]);
  const stepped = (span: Span): Span => {
    const length = span.end - span.start;
    const exact = Math.max(span.stepMs, leastMs, length / mostTimes, Math.min(longest, length) / 100);
    const stepMs = Math.ceil(exact / 1000) * 1000;
    return { start: Math.floor(span.start / stepMs) * stepMs, end: span.end, stepMs };
  };
  if (spans.length <= mostSpans) return spans.map(stepped);
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  return [stepped({ start, end, stepMs: first.stepMs })];
}

/** The longest window that texts name, in milliseconds; 0 where they name none. */
export function longestWindowIn(texts: readonly string[]): number {
  const windows = texts.flatMap((text) => [...text.matchAll(/\[(\w+)/g)]);
  return Math.max(0, ...windows.flatMap(([, duration = '']) => parseDuration(duration) ?? []));
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

/** The series that a rule records. */
function recordedSeries(
  loaded: LoadedSeries,
  { record, expr, labels }: SiteRecord,
  evaluations: readonly Span[],
  lookbackMs: number,
): ColumnSeries[] {
  const found = new Map<
    string,
    { readonly labels: ColumnSeries['labels']; readonly values: Map<number, number> }
  >();
  for (const span of evaluations) {
    const result = loaded.rangeQuery({ expr, ...span, lookbackMs, ...queryLimits });
    for (const one of result.type === 'matrix' ? result.series : []) {
      const key = JSON.stringify(one.labels);
      const series = found.get(key) ?? { labels: one.labels, values: new Map() };
      found.set(key, series);
      one.times.forEach((time, index) => {
        series.values.set(time, one.values[index] ?? Number.NaN);
      });
    }
  }
  return [...found.values()].map(({ labels: own, values }) => {
    const times = Float64Array.from(values.keys()).sort();
    return {
      labels: { ...own, ...labels, __name__: record },
      times,
      values: times.map((time) => values.get(time) ?? Number.NaN),
    };
  });
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
