import { withoutPart } from '../../catalog/names.js';
import { mentions } from '../../prove/compile/mentions.js';
import { usedRecords } from '../../prove/compile/used-records.js';
import type { SiteMetric } from '../model.js';
import { mostPoints, scrapeInterval, stepFor } from '../resolution.js';
import { asAsked } from './as-asked.js';
import {
  type DataSource,
  type Dataset,
  loadPlan,
  namesNothing,
  type Plan,
  planOf,
  type Query,
  reads,
  type SeriesEngine,
  spansOf,
  spansOfMetric,
} from './dataset.js';
import { readableExpression } from './expressions.js';
import { type Fitting, fitted } from './fitting.js';
import { withUniqueLabels } from './joins.js';
import type { Range } from './needs.js';
import { covers, merged, type Span } from './spans.js';

/** What is asked: times in milliseconds since the epoch. */
export interface AskedQuery extends Range {
  /** Variables replaced. */
  readonly expr: string;
  readonly stepMs: number;
  /** Evaluated at the end only. */
  readonly instant: boolean;
}

/** Data of which only what is asked for is loaded, when it is first asked for. */
export interface LazyDataset {
  /** Data that a query reads. */
  forQuery(asked: AskedQuery): Dataset;
  dispose(): void;
}

interface Part {
  readonly names: Set<string>;
  readonly expressions: string[];
}

/** A part that is planned and, once it is asked for, loaded. */
interface PlannedPart {
  readonly plan: Plan;
  /** What it has of a series. */
  spansOf(name: string): readonly Span[];
  loaded?: Dataset;
}

const minute = 60_000;
/** Points of a narrow graph: it begins up to a step before the range, and its rates look further back. */
const fewPoints = 100;
/** Queries whose own data are kept. */
const mostOwn = 20;

/**
 * Data of a dashboard in parts that share no metric, so that the first panel need not wait for the data of the last. What
 * a part has does not depend on what is asked, but on all expressions of the dashboard. A query that reads something else,
 * such as another time or a name that a variable has made, has data of its own.
 */
export function lazyDataset(
  engine: SeriesEngine,
  given: DataSource,
  expressions: readonly string[],
  range: Range,
): LazyDataset {
  const metrics = withUniqueLabels(metricsAsAsked(), given.records, expressions, engine);
  const source = { ...given, metrics };
  const known = namesIn(source);
  const parts = partsOf(known, source, expressions);
  const named = new Set(parts.flatMap(({ names }) => [...names]));
  const whole = source.incident ?? range;
  const finest = stepFor(whole.end - whole.start, mostPoints, scrapeInterval);
  const direct = { metrics: source.metrics, records: [] };
  let planned: readonly PlannedPart[] | undefined;
  const own = new Map<string, Dataset>();
  const recorded = new Set(source.records.map(({ record }) => record));
  const told = new Set(
    (source.incident?.series ?? []).map(({ labels }) => withoutPart(labels.__name__ ?? '')),
  );
  const isFixed = (name: string): boolean => recorded.has(name) || told.has(name);
  return {
    forQuery(asked) {
      const query = queryAsked(asked);
      const [parsed] = engine.parse(query.texts);
      const fit = parsed?.ok ? fitted(parsed.ast, metrics, isFixed, source.guessed === true) : undefined;
      if (fit?.metrics) {
        const all = { ...source, metrics: fit.metrics };
        return ownData(query, () => loadPlan(engine, all, planOf(engine, all, [query], asked), namedBy(fit)));
      }
      const wanted = [...planOf(engine, direct, [query], asked).needs.spans];
      planned ??= parts.map((part) =>
        plannedPart(part.names, source, planOf(engine, source, part.expressions.map(queryOf), whole)),
      );
      const part = planned.find((one) => wanted.every(([name, spans]) => covers(one.spansOf(name), spans)));
      if (part) {
        part.loaded ??= loadPlan(engine, source, part.plan, named);
        return part.loaded;
      }
      return ownData(query, () =>
        loadPlan(engine, source, planOf(engine, source, [query], asked), namedBy(fit)),
      );
    },
    dispose() {
      for (const one of [...own.values(), ...(planned ?? []).flatMap(({ loaded }) => loaded ?? [])])
        one.loaded.dispose();
      own.clear();
      planned = undefined;
    },
  };

  /** What a pattern of names means: metrics of the dashboard, or any where it has none of those. */
  function namedBy(fit: Fitting | undefined): ReadonlySet<string> {
    return fit && !fit.named.some((name) => named.has(name)) ? new Set([...named, ...fit.named]) : named;
  }

  function ownData(query: Query, load: () => Dataset): Dataset {
    const key = JSON.stringify(query);
    const before = own.get(key);
    if (before) return before;
    const found = load();
    own.set(key, found);
    for (const [old, { loaded }] of [...own].slice(0, -mostOwn)) {
      loaded.dispose();
      own.delete(old);
    }
    return found;
  }

  function metricsAsAsked(): readonly SiteMetric[] {
    if (!given.guessed) return given.metrics;
    const readable = expressions.map((text) => readableExpression(text, range).texts);
    const parsed = engine.parse(readable.flat());
    return asAsked(
      given.metrics,
      parsed.flatMap((one) => (one.ok ? one.ast : [])),
    );
  }

  /** A query of the dashboard, whose variables and width are not known yet. */
  function queryOf(text: string): Query {
    const { texts, instant } = readableExpression(text, whole);
    const before = Math.max(10 * minute, 2 * stepFor(whole.end - whole.start, fewPoints, scrapeInterval));
    return {
      texts,
      evaluations: [{ start: instant ? whole.end : whole.start - before, end: whole.end, stepMs: finest }],
    };
  }

  function queryAsked({ expr, start, end, stepMs, instant }: AskedQuery): Query {
    const least = instant ? finest : stepFor(end - start, mostPoints, scrapeInterval);
    return {
      texts: [expr],
      evaluations: [{ start: instant ? end : start, end, stepMs: Math.max(stepMs, least) }],
    };
  }
}

function plannedPart(names: ReadonlySet<string>, { incident }: DataSource, plan: Plan): PlannedPart {
  const given = new Set((incident?.series ?? []).map(({ labels }) => withoutPart(labels.__name__ ?? '')));
  return {
    plan,
    spansOf(name) {
      const metric = withoutPart(name);
      if (given.has(metric) && names.has(metric)) return [always];
      const own = names.has(name) ? spansOf(plan.needs, name) : [];
      return merged(names.has(metric) ? [...own, ...spansOfMetric(plan.needs, metric)] : own);
    },
  };
}
/** What an incident tells is all there is of it. */
const always: Span = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY, stepMs: 0 };

/** Expressions by the metrics that they read: those that share one, if only through others, stand together. */
function partsOf(
  known: readonly string[],
  source: DataSource,
  expressions: readonly string[],
): readonly Part[] {
  let parts: Part[] = [];
  for (const expr of new Set(expressions)) {
    const names = namesOf(known, source, expr);
    const isTogether = namesNothing(expr)
      ? () => true
      : (part: Part) => names.some((name) => part.names.has(name));
    const together = parts.filter(isTogether);
    parts = [
      ...parts.filter((part) => !together.includes(part)),
      {
        names: new Set([...together.flatMap((part) => [...part.names]), ...names]),
        expressions: [...together.flatMap((part) => part.expressions), expr],
      },
    ];
  }
  return parts;
}

function namesIn({ metrics, incident }: DataSource): string[] {
  const series = (incident?.series ?? []).map(({ labels }) => withoutPart(labels.__name__ ?? ''));
  return [...new Set([...metrics.map(({ name }) => name), ...series])];
}

/** Metrics and records that an expression reads, also through recording rules. */
function namesOf(known: readonly string[], { records }: DataSource, expr: string): string[] {
  const used = usedRecords(records, [expr]);
  const texts = [expr, ...used.map((record) => record.expr)];
  return [
    ...known.filter((name) => texts.some((text) => reads(text, name) || mentions(text, name))),
    ...used.map(({ record }) => record),
  ];
}
