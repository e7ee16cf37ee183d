import type { Path } from '../read/origin.js';
import { isPlain, type Plain, plain, stringOf } from '../read/plain.js';
import { type InputIndicator, openWindow } from './model.js';
import type { OpenSloContext } from './openslo-context.js';

export function indicatorOf(
  sli: Plain,
  objective: Plain,
  path: Path,
  spec: Plain,
  context: OpenSloContext,
): InputIndicator | undefined {
  const { origin, problems, lost } = context;
  const refuse = (message: string) => {
    problems.push(origin.problem(path, message));
    return undefined;
  };
  const { ratioMetric, thresholdMetric } = sli;
  const method = String(spec.budgetingMethod ?? 'Occurrences');
  if (isPlain(ratioMetric) || isPlain(objective.ratioMetrics)) {
    const ratio = plain(ratioMetric ?? objective.ratioMetrics);
    const indicator = ratioOf(ratio);
    if (!indicator)
      return refuse(
        'its indicator has no queries: expected good or bad and total, or raw, each with a query',
      );
    return sliced(indicator, method, objective, path, context);
  }
  if (isPlain(thresholdMetric)) {
    const query = queryOf(thresholdMetric);
    const op = { lte: '<=', gte: '>=', lt: '<', gt: '>' }[String(objective.op)];
    const { value } = objective;
    if (query === undefined || op === undefined || typeof value !== 'number')
      return refuse('a threshold needs a query of the indicator, and op and value of the objective');
    if (method !== 'Occurrences') {
      lost.push({
        file: origin.file,
        at: origin.place(path),
        message: `has the method ${method} on a threshold, which is not imported`,
      });
      return undefined;
    }
    // Every minute is a point in time that is good or bad.
    return {
      kind: 'ratio',
      ratio: `1 - avg_over_time((${withWindow(query)} ${op} bool ${value})[${openWindow}:1m])`,
    };
  }
  return refuse('has no indicator: expected ratioMetric or thresholdMetric');
}

function queryOf(source: unknown): string | undefined {
  const { metricSource, query: direct } = plain(source);
  const { query } = plain(plain(metricSource).spec);
  const text = query ?? direct;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

function ratioOf({ counter, good, bad, total, raw, rawType }: Plain): InputIndicator | undefined {
  const [goods, bads, all, whole] = [good, bad, total, raw].map(queryOf);
  if (whole !== undefined)
    return { kind: 'ratio', ratio: rawType === 'failure' ? withWindow(whole) : `1 - (${withWindow(whole)})` };
  if (all === undefined) return undefined;
  const events = (query: string) => (counter === true ? counted(query) : withWindow(query));
  if (bads !== undefined) return { kind: 'events', errors: events(bads), total: events(all) };
  return goods === undefined
    ? undefined
    : { kind: 'events', errors: `(${events(all)}) - (${events(goods)})`, total: events(all) };
}

/** A query of counters as events per second: `sum(requests_total)`. */
function counted(query: string): string {
  if (query.includes('{{') || query.includes('[')) return withWindow(query);
  const [, aggregation, inner] =
    /^(sum(?:\s+(?:by|without)\s*\([^)]*\))?)\s*\(([^()]*(?:\{.*\})?)\)$/s.exec(query) ?? [];
  if (aggregation !== undefined && inner !== undefined)
    return `${aggregation}(rate(${inner.trim()}[${openWindow}]))`;
  if (/^[A-Za-z_:][\w:]*\s*(\{.*\})?$/s.test(query)) return `sum(rate(${query}[${openWindow}]))`;
  return `sum(rate((${query})[${openWindow}:1m]))`;
}

/** A query that names its window keeps it. */
function withWindow(query: string): string {
  return query.replaceAll(/\{\{-?\s*\.window\s*-?\}\}|\$__rate_interval|\$__interval|\$window/g, openWindow);
}

/** Slices of time, each of which is good or bad, or an average of their ratios. */
function sliced(
  indicator: InputIndicator,
  method: string,
  { timeSliceTarget, timeSliceWindow }: Plain,
  path: Path,
  { origin, problems }: OpenSloContext,
): InputIndicator | undefined {
  if (method === 'Occurrences') return indicator;
  const slice = stringOf(timeSliceWindow);
  if (!/^(Timeslices|RatioTimeslices)$/i.test(method)) {
    problems.push(
      origin.problem(
        ['spec', 'budgetingMethod'],
        `${method}: expected Occurrences, Timeslices or RatioTimeslices`,
      ),
    );
    return undefined;
  }
  if (slice === undefined || !/^\d+[mhd]$/.test(slice)) {
    problems.push(origin.problem(path, `${method} needs timeSliceWindow, such as 1m`));
    return undefined;
  }
  const { kind } = indicator;
  const errors = kind === 'events' ? `(${indicator.errors}) / (${indicator.total})` : `(${indicator.ratio})`;
  const ofSlice = errors.replaceAll(openWindow, slice);
  if (/^RatioTimeslices$/i.test(method))
    return { kind: 'ratio', ratio: `avg_over_time((${ofSlice})[${openWindow}:${slice}])` };
  if (typeof timeSliceTarget !== 'number') {
    problems.push(origin.problem(path, 'Timeslices needs timeSliceTarget between 0 and 1'));
    return undefined;
  }
  const budget = Number((1 - timeSliceTarget).toPrecision(12));
  return { kind: 'ratio', ratio: `avg_over_time((${ofSlice} > bool ${budget})[${openWindow}:${slice}])` };
}
