import type { Analysed } from '../../analysis/analysis.js';
import { isCondition, isPresence } from '../../analysis/conditions.js';
import { selectorsBelow } from '../../analysis/operand.js';
import { parentOf } from '../../analysis/parentheses.js';
import { readsPastOf } from '../../analysis/past.js';
import type { Check, VisitContext } from '../../check.js';

/** Functions that do not depend on the absolute value of a counter, or that are made for counters. */
const takesCounters = new Set(
  `rate irate increase resets changes absent absent_over_time present_over_time count_over_time timestamp
  ts_of_first_over_time ts_of_last_over_time start_timestamp delta idelta deriv histogram_quantile
  histogram_quantiles histogram_fraction`.split(/\s+/),
);
const countsSeries = new Set(['count', 'group', 'count_values']);
const comparisons = new Set(['>', '<', '>=', '<=', '==', '!=']);

export const counterRaw: Check = {
  id: 'promql/counter-raw',
  level: 'error',
  summary: 'a counter without rate or increase',
  visit: {
    vector(analysed, context) {
      const { series, node } = analysed;
      if (series?.type !== 'counter' && series?.type !== 'bucket') return;
      // A single number may show a total since the start; queries of variables return labels only.
      const { role } = context;
      if (role === 'instant' || role === 'variable' || role === 'annotation') return;
      if (isUptime(series.name) || !staysRaw(analysed, series.name)) return;
      context.report(
        node,
        `${series.name} is a counter: it increases until the process restarts, then starts at zero`,
        {
          level: role === 'alert' || role === 'recording' ? 'error' : 'warning',
          expected: 'rate() or increase() of the counter; if it can also fall, gauge(…) in the catalog',
          suggestion: role === 'alert' ? advice(context) : undefined,
          cause: series.name,
        },
      );
    },
  },
};

function advice({ settings }: VisitContext): string {
  const window = settings.scrapeMs * 4 > 300_000 ? 'a window of four scrapes' : '[5m]';
  return `an alert on the counter itself never resolves; use increase over ${window}, or increaseFromZero for series that appear with their first event`;
}

/** Uptime of a process, whose reset to zero is intended. */
function isUptime(name: string): boolean {
  return /(^|_)uptime(_|$)/.test(name);
}

/**
 * True when the absolute value of the counter, which has no meaning, is part of the result.
 *
 * @param root Whose result. @default that of the whole expression
 */
function staysRaw(selector: Analysed, name: string, root?: Analysed): boolean {
  let child: Analysed = selector;
  for (let parent = parentOf(child); parent; child = parent, parent = parentOf(child)) {
    if (root && !within(parent, root)) return true;
    const { node } = parent;
    if (node.kind === 'call' && takesCounters.has(node.func)) return false;
    if (node.kind === 'aggregation' && countsSeries.has(node.op)) return false;
    if (node.kind === 'binary' && !passesOperator(parent, child, node.op, name)) return false;
  }
  return true;
}

function passesOperator(operator: Analysed, from: Analysed, op: string, name: string): boolean {
  const [left, right] = operator.children;
  if (!left || !right) return true;
  const isRight = within(from, right);
  const other = isRight ? left : right;
  if (op === 'and' || op === 'unless') {
    // The right side only says which series remain; and `new series` is what the left is without its own past.
    return !isRight && !readsPastOf(right, name);
  }
  if (isPresence(operator) && alsoNeedsAnother(operator)) return false;
  // A counter compared with its own past shows whether it increased.
  if (comparisons.has(op)) return !readsPastOf(other, name) && !readsPastOf(isRight ? right : left, name);
  if (op === '*') return !(other.node.kind === 'number' && other.node.value === 0);
  return true;
}

/** Whether another condition decides when the alert resolves: `x_count > 0 and histogram_quantile(…) < 60`. */
function alsoNeedsAnother(comparison: Analysed): boolean {
  const parent = parentOf(comparison);
  const [first, second] = parent?.children ?? [];
  return (
    parent?.node.kind === 'binary' &&
    parent.node.op === 'and' &&
    first !== undefined &&
    second !== undefined &&
    within(comparison, first) &&
    isCondition(second) &&
    selectorsBelow(second).every(
      (selector) => selector.series?.type !== 'counter' || !staysRaw(selector, selector.series.name, second),
    )
  );
}

function within(inner: Analysed, outer: Analysed): boolean {
  return inner.node.start >= outer.node.start && inner.node.end <= outer.node.end;
}
