import type { Expression, VectorSelector } from '../../engine/index.js';
import { usedRecords } from '../../prove/compile/used-records.js';
import type { SeriesLevel, SiteBundle, SiteMetric, SiteRecord } from '../model.js';
import { scrapeInterval } from '../resolution.js';
import { type Dataset, loadDataset, longestWindowIn, reads, type SeriesEngine } from './dataset.js';
import { withUniqueLabels } from './joins.js';
import { scaledBy } from './levels.js';
import { ofParts } from './matchers.js';
import { metricsOf, selectorsIn } from './selected-metrics.js';

const hour = 3_600_000;
const end = Date.UTC(2026, 0, 14, 15);
const start = end - 2 * hour;

/** A bound on an expression, as most alerts are. */
interface Bound {
  readonly expr: string;
  readonly node: Expression;
  readonly above: boolean;
  readonly value: number;
}

const setOperator = /\b(and|or|unless)\b/;

interface AlertBound extends Bound {
  /** The expression of its alert. */
  readonly whole: string;
}

/**
 * The metrics of a bundle with levels at which its alerts do not fire: what is simulated is a system that is well. Each
 * bound of an alert, `expression > number`, is evaluated; where it is reached, the series that it selects first are scaled
 * to half of the bound. Joins find one series where they need one.
 *
 * @param expressions Those of dashboards
 */
export function wellMetrics(
  { metrics, alerts, records }: Pick<SiteBundle, 'metrics' | 'alerts' | 'records'>,
  engine: SeriesEngine,
  expressions: readonly string[] = [],
): readonly SiteMetric[] {
  const parsed = engine.parse(alerts.map(({ expr }) => expr));
  const isCheap = (expr: string): boolean =>
    longestWindowIn([expr, ...usedRecords(records, [expr]).map((record) => record.expr)]) <= hour;
  const bounds = parsed
    .flatMap((result, index) => {
      const whole = alerts[index]?.expr ?? '';
      return result.ok ? boundsOf(result.ast, whole, isCheap).map((bound) => ({ ...bound, whole })) : [];
    })
    // What looks back for days changes too slowly to be scaled by, and takes seconds.
    // Nor does one of several metrics decide what they give together.
    .filter((bound) => isCheap(bound.whole) && (!setOperator.test(bound.expr) || isOfOne(bound, metrics)));
  const texts = [...alerts.map(({ expr }) => expr), ...expressions];
  let scaled = withUniqueLabels(metrics, records, texts, engine);
  // A second round, as alerts share metrics.
  for (let round = 0; round < 2; round += 1) scaled = scaledOnce(scaled, bounds, records, engine);
  return scaled;
}

function scaledOnce(
  metrics: readonly SiteMetric[],
  bounds: readonly AlertBound[],
  records: readonly SiteRecord[],
  engine: SeriesEngine,
): readonly SiteMetric[] {
  const expressions = bounds.map(({ whole }) => whole);
  const dataset = loadDataset(engine, { metrics, records }, expressions, {
    start,
    end,
    stepMs: scrapeInterval,
  });
  const levels = new Map<string, Scaled>();
  try {
    for (const bound of bounds) {
      // A bound within `and` or `unless` may be reached without an alert.
      if (setOperator.test(bound.whole) && valuesOf(bound.whole, dataset).length === 0) continue;
      const first = firstSelected(bound, metrics, records, engine);
      const factor = first && factorOf(bound, valuesOf(bound.expr, dataset));
      if (!first || factor === undefined) continue;
      const key = JSON.stringify(first);
      levels.set(key, { ...first, factor: Math.min(factor, levels.get(key)?.factor ?? factor) });
    }
  } finally {
    dataset.loaded.dispose();
  }
  return metrics.map((metric) =>
    [...levels.values()]
      .filter(({ name }) => name === metric.name)
      .reduce((scaled, { where, factor }) => scaledBy(scaled, { where, factor }), metric),
  );
}

/** Series of a metric. */
interface Selected {
  readonly name: string;
  readonly where: SeriesLevel['where'];
}

interface Scaled extends Selected, SeriesLevel {}

/**
 * Bounds that must not be reached for an expression to give nothing. Of `a > 1 or b > 2` both, of `a > 1 and b > 2` and
 * `a > 1 unless b` the first that there is: the others may hold in a system that is well.
 *
 * @param isCheap Which of several is evaluated rather. @default the first
 */
export function boundsOf(
  node: Expression,
  text: string,
  isCheap: (expr: string) => boolean = () => true,
): readonly Bound[] {
  switch (node.kind) {
    case 'paren':
      return boundsOf(node.expr, text, isCheap);
    case 'aggregation':
      // What is counted or joined by an aggregation is there only where its bound is reached.
      return boundsOf(node.expr, text, isCheap);
    case 'binary':
      break;
    default:
      return [];
  }
  const { op, lhs, rhs, returnBool } = node;
  const left = (): readonly Bound[] => boundsOf(lhs, text, isCheap);
  const right = (): readonly Bound[] => boundsOf(rhs, text, isCheap);
  if (op === 'or') return [...left(), ...right()];
  if (op === 'unless') return left();
  if (op === 'and' || op === '*') {
    const both = [left(), right()].filter(({ length }) => length > 0);
    return both.find((bounds) => bounds.every(({ expr }) => isCheap(expr))) ?? both[0] ?? [];
  }
  if (returnBool || !/^[<>]=?$/.test(op)) return [];
  const above = op.startsWith('>');
  const [before, after] = [numberOf(lhs), numberOf(rhs)];
  if (after !== undefined) return [boundOf(lhs, text, above, after)];
  return before === undefined ? [] : [boundOf(rhs, text, !above, before)];
}

function boundOf(node: Expression, text: string, above: boolean, value: number): Bound {
  return { expr: text.slice(node.start, node.end), node, above, value };
}

/** Whether a bound is one on a single metric, whatever is done with it. */
export function isOfOne({ expr }: Bound, metrics: readonly SiteMetric[]): boolean {
  return metrics.filter(({ name }) => reads(expr, name)).length === 1;
}

function numberOf(node: Expression): number | undefined {
  if (node.kind === 'number') return node.value;
  if (node.kind === 'paren') return numberOf(node.expr);
  if (node.kind !== 'unary') return undefined;
  const value = numberOf(node.expr);
  return value === undefined || node.op === '+' ? value : -value;
}

/** The series of a metric that a bound reads first, if only through recording rules. */
function firstSelected(
  { expr, node }: Bound,
  metrics: readonly SiteMetric[],
  records: readonly SiteRecord[],
  engine: SeriesEngine,
): Selected | undefined {
  const recorded = engine.parse(usedRecords(records, [expr]).map((record) => record.expr));
  for (const read of [node, ...recorded.flatMap((one) => (one.ok ? [one.ast] : []))])
    for (const { selector } of selectorsIn(read)) {
      const [metric] = metricsOf(selector, metrics);
      if (metric) return { name: metric.name, where: labelsOf(selector) };
    }
  return undefined;
}

/** The matchers of the labels that all series of a metric have. */
function labelsOf({ matchers }: VectorSelector): SeriesLevel['where'] {
  return matchers.filter(({ name }) => name !== '__name__' && !ofParts.has(name));
}

function valuesOf(expr: string, { loaded, lookbackMs }: Dataset): number[] {
  try {
    const result = loaded.rangeQuery({ expr, start: start + hour, end, stepMs: 300_000, lookbackMs });
    const series = result.type === 'matrix' ? result.series : [];
    return series.flatMap(({ values }) => Array.from(values)).filter(Number.isFinite);
  } catch {
    return [];
  }
}

/** By how much to scale so that the values keep away from the bound; undefined where they do. */
function factorOf({ above, value }: Bound, values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const worst = values.reduce((a, b) => (above ? Math.max(a, b) : Math.min(a, b)));
  if (above) return worst < value * 0.8 ? undefined : value <= 0 || worst <= 0 ? 0 : (value * 0.5) / worst;
  return worst > value * 1.2 || worst <= 0 ? undefined : (value * 1.4) / worst;
}
