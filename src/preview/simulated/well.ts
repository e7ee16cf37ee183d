import { usedRecords } from '../../prove/compile/used-records.js';
import type { SiteBundle, SiteMetric, SiteRecord } from '../model.js';
import { type Dataset, loadDataset, reads, type SeriesEngine } from './dataset.js';

const hour = 3_600_000;
const end = Date.UTC(2026, 0, 14, 15);
const start = end - 2 * hour;

/** A bound on an expression, as most alerts are. */
interface Bound {
  readonly expr: string;
  readonly above: boolean;
  readonly value: number;
}

/**
 * The metrics of a bundle with levels at which its alerts do not fire: what is simulated is a system that is well. Each
 * alert of the form `expression > number` is evaluated; where it would fire, the metric that it names first is scaled to
 * half of the bound.
 */
export function wellMetrics(
  { metrics, alerts, records }: Pick<SiteBundle, 'metrics' | 'alerts' | 'records'>,
  engine: SeriesEngine,
): readonly SiteMetric[] {
  const bounds = alerts.flatMap(({ expr }) => boundOf(expr) ?? []);
  let scaled = metrics;
  // A second round, as alerts share metrics.
  for (let round = 0; round < 2; round += 1) scaled = scaledOnce(scaled, bounds, records, engine);
  return scaled;
}

function scaledOnce(
  metrics: readonly SiteMetric[],
  bounds: readonly Bound[],
  records: readonly SiteRecord[],
  engine: SeriesEngine,
): readonly SiteMetric[] {
  const expressions = bounds.map(({ expr }) => expr);
  const dataset = loadDataset(engine, { metrics, records }, expressions, { start, end });
  const levels = new Map<string, number>();
  try {
    for (const bound of bounds) {
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

function boundOf(text: string): Bound | undefined {
  const [, expr, operator, number] = /^(.+?)\s*(>=?|<=?)\s*(-?[\d.]+(?:e[+-]?\d+)?)$/s.exec(text) ?? [];
  if (expr === undefined || number === undefined || /\b(and|or|unless)\b/.test(expr)) return undefined;
  return { expr, above: operator?.startsWith('>') ?? true, value: Number(number) };
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
  return worst > value * 1.2 || worst <= 0 ? undefined : (value * 2) / worst;
}
