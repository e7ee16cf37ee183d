import type { Analysed } from '../../analysis/analysis.js';
import { isComparison, numberOf } from '../../analysis/conditions.js';
import { contradictions } from '../../analysis/contradiction.js';
import { between, type Domain, intersect, neverHolds } from '../../analysis/domain/interval.js';
import { fixedOrder, type Order } from '../../analysis/order.js';
import { bare } from '../../analysis/parentheses.js';
import { domainOf } from '../../analysis/value-domain.js';
import type { Check } from '../../check.js';
import type { CheckedSite } from '../../collect/expression-site.js';

export const thresholdUnreachable: Check = {
  id: 'alert/threshold-unreachable',
  level: 'error',
  summary: 'a threshold that the value can never reach',
  roles: ['alert'],
  expression(checked, report) {
    const { analysis } = checked;
    if (!analysis) return;
    for (const { node, other, message } of contradictions(analysis.root, checked.site.text))
      report(node, message, { expected: `a value that also satisfies ${other}` });
    for (const analysed of analysis.nodes) {
      if (!isComparison(analysed) || analysed.node.returnBool || !analysed.vector) continue;
      const [left, right] = analysed.children;
      if (!left || !right) continue;
      const { node } = analysed;
      let values = domainOf(left);
      let bound = domainOf(right);
      const declared = declaredRange(
        checked,
        node.op,
        right.node.kind === 'number' ? right.node.value : undefined,
      );
      if ([left, right].some((side) => Number.isNaN(numberOf(side))) && node.op !== '!=') {
        report(node, 'nothing is equal to NaN, nor above or below it: the alert never fires', {
          expected: 'x != x, which is true for NaN only',
        });
        continue;
      }
      const always = fixedOrder(analysed, checked.site.text);
      if (always && neverInOrder[always.order].has(node.op)) {
        report(node, `the left side is never ${comparisons[node.op]} the right side: ${always.because}`, {
          expected: 'another series on one of the sides, or a factor',
        });
        continue;
      }
      if (declared) values = intersect(values, declared);
      // `0.5 < x`: the series are on the right.
      const mirrored = !left.vector;
      if (mirrored) [values, bound] = [bound, values];
      const op = mirrored ? (mirror[node.op] ?? node.op) : node.op;
      if (!neverHolds(op, values, bound)) continue;
      const because = values.because ?? bound.because;
      report(
        node,
        `the value is never ${comparisons[op] ?? op} ${text(bound)}${because ? `: ${because}` : ''}`,
        {
          expected: asksForNone(op, mirrored ? right : left, bound) ? noneExpected : range(values),
        },
      );
    }
  },
};

const neverInOrder: Readonly<Record<Order, ReadonlySet<string>>> = {
  equal: new Set(['>', '<']),
  'at most': new Set(['>']),
  'at least': new Set(['<']),
};
const mirror: Readonly<Record<string, string>> = { '>': '<', '<': '>', '>=': '<=', '<=': '>=' };
const comparisons: Readonly<Record<string, string>> = {
  '>': 'above',
  '>=': 'at or above',
  '<': 'below',
  '<=': 'at or below',
  '==': 'equal to',
  '!=': 'other than',
};

/** The range that the alert's signal declares, for the comparison that is the alert's own bound. */
function declaredRange({ site }: CheckedSite, op: string, bound: number | undefined): Domain | undefined {
  if (site.definition.type !== 'alert' || bound === undefined) return undefined;
  const { condition } = site.definition.rule.source;
  const { threshold } = condition;
  if (!threshold?.signal.range || threshold.operator !== op || threshold.bound !== bound) return undefined;
  const [min, max] = threshold.signal.range;
  return between(min, max, `the signal "${threshold.signal.title}" is declared from ${min} to ${max}`);
}

const noneExpected = 'absent(…): the count of no series is no series, and not 0';

/** `count(x) == 0`, `count_over_time(x[5m]) < 1`: what is meant is that there is none. */
function asksForNone(op: string, of: Analysed, { max }: Domain): boolean {
  const { node } = bare(of);
  const counts =
    (node.kind === 'aggregation' && node.op === 'count') ||
    (node.kind === 'call' && node.func === 'count_over_time');
  return counts && max <= 1 && (op === '==' || op === '<' || op === '<=');
}

function text({ min, max }: Domain): string {
  return min === max ? String(min) : 'the right side';
}

function range({ min, max }: Domain): string | undefined {
  if (min === max) return `a threshold that ${min} satisfies`;
  if (Number.isFinite(min) && Number.isFinite(max)) return `a threshold between ${min} and ${max}`;
  if (Number.isFinite(max)) return `a threshold below ${max}`;
  return Number.isFinite(min) ? `a threshold above ${min}` : undefined;
}
