import type { Expression } from '../../engine/index.js';
import { usedRecords } from '../../prove/compile/used-records.js';
import type { SiteBundle, SiteMetric, SiteRecord } from '../model.js';
import { scrapeInterval } from '../resolution.js';
import { type Dataset, loadDataset, longestWindowIn, reads, type SeriesEngine } from './dataset.js';
import { withUniqueLabels } from './joins.js';

const hour = 3_600_000;
const end = Date.UTC(2026, 0, 14, 15);
const start = end - 2 * hour;

/** A bound on an expression, as most alerts are. */
interface Bound {
  readonly expr: string;
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
 * bound of an alert, `expression > number`, is evaluated; where it is reached, the metric that it names first is scaled
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
    .filter(
      (bound) => isCheap(bound.whole) && (!setOperator.test(bound.expr) || isOfNothing(bound, metrics)),
    );
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
  const levels = new Map<string, number>();
  try {
    for (const bound of bounds) {
      // A bound within `and` or `unless` may be reached without an alert.
      if (setOperator.test(bound.whole) && valuesOf(bound.whole, dataset).length === 0) continue;
      const metric = firstMetric(bound.expr, metrics, records);
      const factor = metric && factorOf(bound, valuesOf(bound.expr, dataset));
      if (metric && factor !== undefined)
        levels.set(metric.name, Math.min(factor, levels.get(metric.name) ?? factor));
    }
  } finally {
    dataset.loaded.dispose();
  }
  return metrics.map((metric) => {
    const factor = levels.get(metric.name);
    return factor === undefined ? metric : { ...metric, level: (metric.level ?? 1) * factor };
  });
}

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
  if (after !== undefined) return [{ expr: text.slice(lhs.start, lhs.end), above, value: after }];
  return before === undefined ? [] : [{ expr: text.slice(rhs.start, rhs.end), above: !above, value: before }];
}

/** Whether a bound is reached by the first event of one metric, whatever its labels. */
export function isOfNothing({ expr, above, value }: Bound, metrics: readonly SiteMetric[]): boolean {
  return (
    above && value <= 0 && !expr.includes('{') && metrics.filter(({ name }) => reads(expr, name)).length === 1
  );
}

function numberOf(node: Expression): number | undefined {
  if (node.kind === 'number') return node.value;
  if (node.kind === 'paren') return numberOf(node.expr);
  if (node.kind !== 'unary') return undefined;
  const value = numberOf(node.expr);
  return value === undefined || node.op === '+' ? value : -value;
}

function firstMetric(
  expr: string,
  metrics: readonly SiteMetric[],
  records: readonly SiteRecord[],
): SiteMetric | undefined {
  for (const text of [expr, ...usedRecords(records, [expr]).map((record) => record.expr)]) {
    const named = metrics
      .filter(({ name }) => reads(text, name))
      .sort((a, b) => text.indexOf(a.name) - text.indexOf(b.name));
    if (named[0]) return named[0];
  }
  return undefined;
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
