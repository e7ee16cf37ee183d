import { parseDuration } from '../catalog/duration.js';
import type { AlertRule, Expression, LoadedSeries, RecordRule, Rule, RuleGroup } from '../engine/index.js';
import { firingsOf, firingTime } from './firings.js';
import { queryLimits, ruleLimits } from './limits.js';

/** How an alert would have fired with other thresholds and other lengths of `for`. */
export interface Suggestion {
  readonly operator: string;
  readonly threshold: number;
  readonly for: string;
  /** Values of `for`, as columns. */
  readonly waits: readonly string[];
  readonly rows: readonly {
    readonly threshold: number;
    readonly cells: readonly { readonly firings: number; readonly firingMs: number }[];
  }[];
}

export interface SuggestOptions {
  readonly start: number;
  readonly end: number;
  /** How much earlier recording rules begin. */
  readonly reach: number;
  readonly intervalMs: number;
  /** Syntax trees of the expressions, by their text. */
  readonly trees: ReadonlyMap<string, Expression>;
  /** Whether there is something to judge the alert at a position by. */
  readonly hasData: (position: number) => boolean;
}

const waits = ['0m', '5m', '15m', '1h'];
/** Which of its values an expression exceeds so rarely that one would want to know. */
const shares = [0.9, 0.99, 0.999, 0.9999];

/** Suggestions for the alerts of groups, by their positions; none for an alert that is no comparison with a number. */
export function suggestionsOf(
  loaded: LoadedSeries,
  groups: readonly RuleGroup[],
  options: SuggestOptions,
): Map<number, Suggestion> {
  const { start, end, reach, intervalMs, trees, hasData } = options;
  const span = { start: start - reach, end, intervalMs, ...ruleLimits };
  const records = groups.flatMap(({ rules }) => rules.filter((rule): rule is RecordRule => 'record' in rule));
  const recorded = new Map<string | undefined, LoadedSeries>();
  // Over what was recorded: complete series are evaluated many times faster than those that grow.
  const seriesAt = (interval: string | undefined): LoadedSeries => {
    let found = recorded.get(interval);
    if (!found) {
      found = loaded.evaluateRules({ ...span, groups: [groupOf(records, interval)], keep: true }).recorded;
      if (found) recorded.set(interval, found);
    }
    return found ?? loaded;
  };
  const alerts = groups.flatMap(({ interval, rules }) =>
    rules.flatMap((rule) => ('alert' in rule ? [{ rule, interval }] : [])),
  );
  try {
    return new Map(
      alerts.flatMap(({ rule, interval }, position) => {
        const comparison = comparisonOf(trees.get(rule.expr));
        if (!comparison || !hasData(position)) return [];
        const series = seriesAt(interval);
        return [[position, suggestionOf(series, { rule, interval, ...comparison }, options)] as const];
      }),
    );
  } finally {
    for (const one of recorded.values()) one.dispose();
  }
}

function groupOf(rules: readonly Rule[], interval: string | undefined): RuleGroup {
  return { name: 'suggest', ...(interval !== undefined && { interval }), rules };
}

interface Comparison {
  readonly left: Expression;
  readonly operator: string;
  readonly threshold: number;
}

function comparisonOf(tree: Expression | undefined): Comparison | undefined {
  if (tree?.kind !== 'binary' || tree.rhs.kind !== 'number' || !/^[<>]=?$/.test(tree.op)) return undefined;
  return { left: tree.lhs, operator: tree.op, threshold: tree.rhs.value };
}

interface ComparedAlert extends Comparison {
  readonly rule: AlertRule;
  readonly interval: string | undefined;
}

function suggestionOf(
  series: LoadedSeries,
  { rule, interval, left: tree, operator, threshold: current }: ComparedAlert,
  { start, end, reach, intervalMs }: SuggestOptions,
): Suggestion {
  const left = rule.expr.slice(tree.start, tree.end);
  const isAbove = operator.startsWith('>');
  const stepMs = Math.max(intervalMs, Math.ceil((end - start) / 10_000 / 1000) * 1000);
  const result = series.rangeQuery({ expr: left, start, end, stepMs, ...queryLimits });
  const values =
    result.type === 'matrix' ? result.series.flatMap((one) => [...one.values]).filter(Number.isFinite) : [];
  const thresholds = candidates(values, current, isAbove);
  const columns = [...new Set([...waits, rule.for ?? '0m'])].sort((a, b) => lengthOf(a) - lengthOf(b));
  const tried = thresholds.flatMap((threshold) =>
    columns.map(
      (wait): AlertRule => ({
        ...rule,
        annotations: {},
        expr: `${left} ${operator} ${threshold}`,
        for: wait,
      }),
    ),
  );
  const groups = [groupOf(tried, interval)];
  const { alerts } = series.evaluateRules({ start: start - reach, end, intervalMs, ...ruleLimits, groups });
  const rows = thresholds.map((threshold, row) => ({
    threshold,
    cells: columns.map((_, column) => {
      const at = row * columns.length + column;
      const firings = firingsOf(alerts.filter((line) => line.rule === at)).firings.filter(
        ({ to = end }) => to > start,
      );
      return { firings: firings.length, firingMs: firingTime(firings, start, end) };
    }),
  }));
  return { operator, threshold: current, for: rule.for ?? '0m', waits: columns, rows };
}

/** The present threshold, and values that the expression passes rarely, of two significant digits. */
function candidates(values: readonly number[], current: number, above: boolean): number[] {
  const sorted = [...values].sort((a, b) => (above ? a - b : b - a));
  const found = shares.map((share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
  const rounded = found.flatMap((value) => (value === undefined ? [] : [Number(value.toPrecision(2))]));
  return [...new Set([current, ...rounded])].sort((a, b) => (above ? a - b : b - a));
}

function lengthOf(wait: string): number {
  return parseDuration(wait) ?? 0;
}
