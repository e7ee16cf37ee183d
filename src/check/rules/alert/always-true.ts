import type { Analysed } from '../../analysis/analysis.js';
import { isComparison } from '../../analysis/conditions.js';
import { coverAll } from '../../analysis/contradiction.js';
import { alwaysHolds } from '../../analysis/domain/interval.js';
import { isInfo } from '../../analysis/info-series.js';
import { fixedOrder, type Order } from '../../analysis/order.js';
import { bare } from '../../analysis/parentheses.js';
import { domainOf } from '../../analysis/value-domain.js';
import type { Check } from '../../check.js';

/** What asks whether there are series, for which any value will do. */
const asksForSeries =
  /^(count|count_values|group|absent|absent_over_time|present_over_time|count_over_time|time|timestamp)$/;

export const alwaysTrue: Check = {
  id: 'alert/always-true',
  level: 'warning',
  summary: 'a condition that every value satisfies: the alert fires whenever there is data',
  roles: ['alert'],
  expression({ analysis, site }, report) {
    if (!analysis) return;
    const comparison = alwaysTrueIn(analysis.root, site.text);
    const [left] = comparison?.children ?? [];
    if (!comparison || !left) return;
    const { node } = comparison;
    const because = isComparison(comparison)
      ? (fixedOrder(comparison, site.text)?.because ?? domainOf(left).because)
      : undefined;
    report(
      node,
      `${site.text.slice(node.start, node.end)} is true for every value${because ? `: ${because}` : ''}`,
      { expected: 'a threshold that some values do not reach' },
    );
  },
};

/** The comparison that always holds, if nothing else decides whether the expression has a sample. */
function alwaysTrueIn(analysed: Analysed, text: string): Analysed | undefined {
  const inner = bare(analysed);
  const { node, children } = inner;
  const [left, right] = children;
  if (node.kind === 'aggregation') return left && alwaysTrueIn(left, text);
  if (node.kind !== 'binary' || !left || !right) return undefined;
  if (isComparison(inner)) {
    if (node.returnBool || !left.vector || decides(left) || decides(right)) return undefined;
    const order = fixedOrder(inner, text)?.order;
    if (order && alwaysInOrder[order].has(node.op)) return inner;
    return alwaysHolds(node.op, domainOf(left), domainOf(right)) ? inner : undefined;
  }
  if (node.op === 'and') return alwaysTrueIn(right, text) && alwaysTrueIn(left, text);
  if (node.op === 'or')
    return (
      alwaysTrueIn(left, text) ?? alwaysTrueIn(right, text) ?? (coverAll(inner, text) ? inner : undefined)
    );
  return undefined;
}

const alwaysInOrder: Readonly<Record<Order, ReadonlySet<string>>> = {
  equal: new Set(['>=', '<=', '==']),
  'at most': new Set(['<=']),
  'at least': new Set(['>=']),
};

/** Whether it depends on more than values which series there are. */
function decides(analysed: Analysed): boolean {
  const { node, children } = analysed;
  if (node.kind === 'call' && asksForSeries.test(node.func)) return true;
  if (node.kind === 'aggregation' && asksForSeries.test(node.op)) return true;
  // Which series there are is what an info metric says.
  if (isComparison(analysed) || isInfo(analysed)) return true;
  if (node.kind === 'binary' && (node.op === 'and' || node.op === 'unless')) return true;
  return children.some(decides);
}
