import type { Subquery, VectorSelector } from '../../../engine/index.js';
import type { Analysed } from '../../analysis/analysis.js';
import { numberOf } from '../../analysis/conditions.js';
import { bare, parentOf } from '../../analysis/parentheses.js';
import { writingOf } from '../../analysis/written.js';
import type { Check, VisitContext } from '../../check.js';

export const constantResult: Check = {
  id: 'promql/constant-result',
  level: 'error',
  summary: 'arithmetic whose result is the same for every value, such as a division by 0',
  visit: {
    vector: ({ node }, context) => checkTime(node, context),
    subquery: ({ node }, context) => checkTime(node, context),
    binary(analysed, context) {
      const { node, children } = analysed;
      const [left, right] = children;
      if (!left || !right || !analysed.vector || context.placeholderIn(node)) return;
      const result = resultOf(node.op, left, right, context);
      if (result === undefined) return;
      // `or x * 0` and `x * 0 + 1` make samples of a fixed value with the labels of x; whether there is one says something
      // for `absent(x) * 0`, `(x > 5) * 0` and an alert.
      if (!result.isNoNumber && (isFiller(analysed, context) || asksForSeries(analysed))) return;
      const { start, end } = node;
      context.report(node, `${context.text.slice(start, end)} is ${result.text}, whatever the series are`, {
        expected: 'another number, or a series',
      });
    },
  },
};

function checkTime(node: VectorSelector | Subquery, context: VisitContext): void {
  if (typeof node.at !== 'number' || (context.role !== 'alert' && context.role !== 'recording')) return;
  context.report(node, 'with @ and a fixed time, the value is the same in every evaluation of the rule', {
    expected: 'offset for a time before now, or no @',
  });
}

interface Result {
  readonly text: string;
  /** NaN and infinities, of which nobody makes samples. */
  readonly isNoNumber?: true;
}

function resultOf(op: string, left: Analysed, right: Analysed, context: VisitContext): Result | undefined {
  const [first, second] = [left, right].map((one) => numberOf(one));
  switch (op) {
    case '/':
      if (second === 0) return { text: 'infinite or NaN', isNoNumber: true };
      return first === 0 ? { text: '0 or NaN' } : undefined;
    case '%':
      return second === 0 ? { text: 'NaN', isNoNumber: true } : undefined;
    case '*':
      return first === 0 || second === 0 ? { text: '0' } : undefined;
    case '^':
      return second === 0 || first === 1 ? { text: '1' } : undefined;
    case '-':
      return isSame(left, right, context) ? { text: '0' } : undefined;
    default:
      return undefined;
  }
}

/** The same expression on both sides. */
function isSame(left: Analysed, right: Analysed, { text }: VisitContext): boolean {
  return left.vector && right.vector && writingOf(bare(left), text) === writingOf(bare(right), text);
}

const combines = new Set(['or', 'and', 'unless', '+', '-']);
const comparisons = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** Whether the sample only stands for missing ones, or something is added to it. */
function isFiller(analysed: Analysed, { role }: VisitContext): boolean {
  for (let above = parentOf(analysed); above; above = parentOf(above)) {
    const { node } = above;
    if (node.kind !== 'binary') continue;
    if (combines.has(node.op)) return true;
    if (comparisons.has(node.op)) return false;
  }
  return role === 'alert';
}

/** Whether it depends on values which samples there are. */
function asksForSeries({ node, children }: Analysed): boolean {
  if (node.kind === 'call' && node.func.startsWith('absent')) return true;
  if (node.kind === 'binary' && comparisons.has(node.op) && !node.returnBool) return true;
  return children.some(asksForSeries);
}
