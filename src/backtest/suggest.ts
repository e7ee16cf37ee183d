import { parseDuration } from '../catalog/duration.js';
import type { AlertRule, Expression, LoadedSeries, RecordRule } from '../engine/index.js';
import { firingsOf, firingTime } from './firings.js';

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
  readonly interval: string | undefined;
  readonly records: readonly RecordRule[];
}

const waits = ['0m', '5m', '15m', '1h'];
/** Which of its values an expression exceeds so rarely that one would want to know. */
const shares = [0.9, 0.99, 0.999, 0.9999];

/** Undefined for an alert that is no comparison with a number. */
export function suggestionOf(
  loaded: LoadedSeries,
  rule: AlertRule,
  tree: Expression | undefined,
  options: SuggestOptions,
): Suggestion | undefined {
  if (tree?.kind !== 'binary' || tree.rhs.kind !== 'number' || !/^[<>]=?$/.test(tree.op)) return undefined;
  const { start, end, reach, intervalMs, interval, records } = options;
  const left = rule.expr.slice(tree.lhs.start, tree.lhs.end);
  const current = tree.rhs.value;
  const group = (rules: readonly (AlertRule | RecordRule)[]) => ({
    name: 'suggest',
    ...(interval !== undefined && { interval }),
    rules,
  });
  const span = {
    start: start - reach,
    end,
    intervalMs,
    timeoutMs: 600_000,
    maxSamples: 50_000_000,
    maxSteps: 1_000_000,
  };
  const first = loaded.evaluateRules({ ...span, groups: [group(records)], keep: true });
  const recorded = first.recorded;
  try {
    const stepMs = Math.max(intervalMs, Math.ceil((end - start) / 10_000 / 1000) * 1000);
    const result = (recorded ?? loaded).rangeQuery({
      expr: left,
      start,
      end,
      stepMs,
      timeoutMs: 600_000,
      maxSamples: 50_000_000,
    });
    const values =
      result.type === 'matrix' ? result.series.flatMap((one) => [...one.values]).filter(Number.isFinite) : [];
    const thresholds = candidates(values, current, tree.op.startsWith('>'));
    const columns = [...new Set([...waits, rule.for ?? '0m'])].sort((a, b) => lengthOf(a) - lengthOf(b));
    const tried = thresholds.flatMap((threshold) =>
      columns.map(
        (wait): AlertRule => ({
          ...rule,
          annotations: {},
          expr: `${left} ${tree.op} ${threshold}`,
          for: wait,
        }),
      ),
    );
    // Over what was recorded: complete series are evaluated many times faster than those that grow.
    const { alerts } = (recorded ?? loaded).evaluateRules({ ...span, groups: [group(tried)] });
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
    return { operator: tree.op, threshold: current, for: rule.for ?? '0m', waits: columns, rows };
  } finally {
    recorded?.dispose();
  }
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
