import type { AlertTimeline, Engine, Expression, RuleGroup, SampleSeries } from '../../engine/index.js';
import type { Firing } from '../firings.js';
import { lookbackMs, readsOf } from '../selectors.js';
import { anonymous, type IsKnown } from './anonymous.js';
import { type Grid, type GridSeries, onGrid, samplesOf, scrapeInterval } from './grid.js';

/** A firing with the series that led to it, cut out of a history. */
export interface Incident {
  readonly grid: Grid;
  /** Anonymous. */
  readonly series: readonly GridSeries[];
  /** The alert over these series. */
  readonly timeline: AlertTimeline;
  /** Whether other label sets of the alert are active over these series too. */
  readonly others: boolean;
  /** Whether the time of day or the date matters to the rules. */
  readonly dated: boolean;
}

export interface IncidentOptions {
  /** The groups of the alert and of the recording rules that it reads. */
  readonly groups: readonly RuleGroup[];
  readonly alert: string;
  readonly firing: Firing;
  readonly history: readonly SampleSeries[];
  /** End of the history. */
  readonly end: number;
  /** Interval of groups that have none. */
  readonly intervalMs: number;
  /** How far recording rules look back. */
  readonly reach: number;
  readonly trees: ReadonlyMap<string, Expression>;
  readonly isKnown: IsKnown;
}

/** A longer firing is cut off while it fires. */
const longest = 6 * 3_600_000;
/** So much of a longer one is kept. */
const keptOfLong = 600_000;
/** More values are no text that anybody reads. */
const mostCells = 200_000;

/** The incident, or why it cannot be cut out. */
export function incidentOf(
  engine: Pick<Engine, 'loadSeries'>,
  options: IncidentOptions,
): Incident | { readonly problem: string } {
  const { firing, history, intervalMs, reach, trees, isKnown } = options;
  const reads = readsOf([...trees.values()].map((tree) => ({ tree, intervalMs })));
  const back = reach + Math.max(lookbackMs, ...reads.map(({ reachMs }) => reachMs));
  const over = firing.to ?? options.end;
  const last = over - firing.from > longest ? firing.from + keptOfLong : over + 2 * intervalMs;
  const span = {
    // At a whole number of intervals before it was pending, so that rules are evaluated at the same moments.
    start: firing.pendingAt - (Math.ceil(back / intervalMs) + 2) * intervalMs,
    end: Math.min(last, options.end),
  };
  const grid: Grid = { ...span, step: scrapeInterval(history, span) };
  const all = onGrid(history, grid);
  const run = (series: readonly GridSeries[]): AlertTimeline[] => timelines(engine, series, grid, options);
  const own = (lines: readonly AlertTimeline[]): AlertTimeline | undefined =>
    lines.find(({ labels }) => sameLabels(labels, firing.labels));
  const narrowed = all.filter(({ labels }) => agrees(labels, firing.labels));
  const before = own(run(all));
  if (!before || !firesThen(before, firing, Math.max(grid.step, intervalMs))) {
    return {
      problem: `over samples at every ${grid.step / 1000} s, the alert does not fire at that time as it does over the original ones`,
    };
  }
  const enough = own(run(narrowed));
  const needed = enough && signature(enough) === signature(before) ? narrowed : all;
  const cells = needed.reduce((sum, one) => sum + sizeOf(one), 0);
  if (cells > mostCells) {
    return {
      problem: `it needs ${needed.length} series over ${Math.round((grid.end - grid.start) / 60_000)} minutes, more than ${mostCells} values`,
    };
  }
  const patterned = new Set(reads.flatMap(({ selector }) => patternLabels(selector)));
  const attempts: IsKnown[] = [
    isKnown,
    // Patterns of the rules may ask for what the catalog has no example of.
    (metric, label, value) => patterned.has(label) || isKnown(metric, label, value),
  ];
  for (const attempt of attempts) {
    const series = anonymous(needed, attempt);
    const lines = run(series);
    const timeline = lines.find((line) => signature(line) === signature(before));
    if (timeline) {
      return { grid, series, timeline, others: lines.length > 1, dated: isDated(trees) };
    }
  }
  return { problem: 'it no longer fires once the names in its labels are replaced' };
}

/** How many numbers the values of a series are: a native histogram has one for each bucket. */
function sizeOf({ cells }: GridSeries): number {
  return cells.reduce<number>((sum, cell) => {
    if (typeof cell !== 'object') return sum + 1;
    return sum + 4 + (cell.buckets?.length ?? 0) + (cell.negativeBuckets?.length ?? 0);
  }, 0);
}

function timelines(
  engine: Pick<Engine, 'loadSeries'>,
  series: readonly GridSeries[],
  grid: Grid,
  { groups, alert }: IncidentOptions,
): AlertTimeline[] {
  const loaded = engine.loadSeries(series.map((one) => samplesOf(one, grid)));
  try {
    const { alerts } = loaded.evaluateRules({
      groups,
      start: grid.start,
      end: grid.end,
      intervalMs: grid.step,
      timeoutMs: 120_000,
      maxSteps: 1_000_000,
    });
    return alerts.filter((line) => line.alert === alert);
  } finally {
    loaded.dispose();
  }
}

function sameLabels(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** Whether a series can belong to a firing: no label has another value. */
function agrees(series: Readonly<Record<string, string>>, firing: Readonly<Record<string, string>>): boolean {
  return Object.entries(series).every(
    ([name, value]) => firing[name] === undefined || firing[name] === value,
  );
}

function firesThen({ moments }: AlertTimeline, { from }: Firing, tolerance: number): boolean {
  return moments.some(({ at, state }) => state === 'firing' && Math.abs(at - from) <= tolerance);
}

/** What the alert does, whatever its labels. */
function signature({ moments }: AlertTimeline): string {
  return moments.map(({ at, state }) => `${at} ${state}`).join();
}

/** Labels that a selector matches with a pattern. */
function patternLabels(selector: string): string[] {
  return [...selector.matchAll(/([A-Za-z_]\w*)[=!]~/g)].flatMap(([, label]) => label ?? []);
}

const timeFunctions =
  /\b(?:time|timestamp|hour|minute|month|year|day_of_week|day_of_month|day_of_year|days_in_month)\s*\(/;

function isDated(trees: ReadonlyMap<string, Expression>): boolean {
  return [...trees.keys()].some((expr) => timeFunctions.test(expr));
}
