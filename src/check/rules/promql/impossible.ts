import { formatDuration } from '../../../catalog/duration.js';
import type { Aggregation, Binary, Call, Subquery, VectorSelector } from '../../../engine/index.js';
import { choosesSeries, mayHave } from '../../../query/promql/labels/index.js';
import { reversedAge } from '../../analysis/age.js';
import type { Analysed } from '../../analysis/analysis.js';
import { isComparison, numberOf } from '../../analysis/conditions.js';
import { neverHolds } from '../../analysis/domain/interval.js';
import { everHad } from '../../analysis/label-history.js';
import { labelsRead } from '../../analysis/labels-read.js';
import { conflictingMatchers, conflictText } from '../../analysis/matcher-conflict.js';
import { conflictOf, describeConflict } from '../../analysis/matching.js';
import { bare } from '../../analysis/parentheses.js';
import { spanOfWord } from '../../analysis/spans.js';
import { domainOf } from '../../analysis/value-domain.js';
import { writingOf } from '../../analysis/written.js';
import type { Check, VisitContext } from '../../check.js';
import type { BundleModel } from '../../collect/model.js';
import { hasPlaceholder } from '../../collect/placeholder.js';

export const impossible: Check = {
  id: 'promql/impossible',
  level: 'warning',
  summary: 'a part of an expression that has no effect or no result',
  visit: {
    vector({ node }, context) {
      checkOffset(node, context);
      const excluding = node.matchers.find(({ op, value }) => op === '!~' && matchesAll(value));
      if (excluding) {
        const { name, value } = excluding;
        context.report(node, `${name}!~"${value}" matches no series: every value matches the pattern`);
        return;
      }
      const conflict = conflictingMatchers(
        node.matchers
          .filter(({ value }) => !hasPlaceholder(value))
          .map(({ name, op, value }) => ({ label: name, operator: op, value })),
      );
      if (conflict)
        context.report(node, `no series has both ${conflictText(conflict)}`, {
          expected: 'matchers that one value satisfies',
        });
    },
    subquery({ node }, context) {
      checkOffset(node, context);
    },
    aggregation(analysed, context) {
      checkSelection(analysed, context);
      const { node, children } = analysed;
      const [operand] = children;
      if (!operand || node.without) return;
      for (const label of node.grouping) checkGone(label, [operand], node, context);
    },
    call(analysed, context) {
      checkBounds(analysed, context);
      const { node, children } = analysed;
      const [operand] = children;
      if (!operand) return;
      for (const source of labelsRead(node)) {
        if (source.kind !== 'string' || source.value === '') continue;
        checkGone(source.value, [operand], source, context);
      }
    },
    binary(analysed, context) {
      const { node, children } = analysed;
      const [left, right] = children;
      if (!left || !right) return;
      if (node.matching) checkMatching(analysed, left, right, context);
      checkComparison(analysed, left, right, context);
      const reversed = context.placeholderIn(node) ? undefined : reversedAge(analysed);
      if (reversed) context.report(node, reversed.message, { expected: reversed.expected });
      if (node.op === 'unless' && removesAll(left, right, context))
        context.report(node, 'this unless removes everything: all series on the left are on the right, too', {
          expected: 'a condition on the right, or other series',
        });
    },
  },
};

/** `.*`, with or without brackets and anchors. */
function matchesAll(pattern: string): boolean {
  return /^\^?\(*(\?:)?\.\*\)*\$?$/.test(pattern);
}

/** `x unless x`, and `x > 5 unless x`: what is left of a comparison is part of its left side. */
function removesAll(left: Analysed, right: Analysed, { text, placeholders }: VisitContext): boolean {
  if (placeholders.size > 0) return false;
  const all = writingOf(bare(right), text);
  for (let part = bare(left); ; ) {
    if (writingOf(part, text) === all) return true;
    const [first, second] = part.children;
    if (!isComparison(part) || part.node.returnBool || !first?.vector || second?.vector) return false;
    part = bare(first);
  }
}

/** A rule asks for what is not there yet; a panel may ask for what came after a time in the past. */
function checkOffset(node: VectorSelector | Subquery, context: VisitContext): void {
  if (context.role !== 'alert' && context.role !== 'recording') return;
  if (node.offsetMs >= 0 || node.at !== undefined || evaluatesThePast(context.model)) return;
  context.report(
    node,
    `a rule sees no samples of ${formatDuration(-node.offsetMs)} from now, and this has no result`,
    {
      expected: `offset ${formatDuration(-node.offsetMs)} for the past`,
    },
  );
}

/** Groups with an offset of their own have a future that is already there. */
function evaluatesThePast({ bundle }: BundleModel): boolean {
  return [...bundle.alertGroups, ...bundle.recordingGroups].some(
    ({ queryOffset }) => queryOffset !== undefined,
  );
}

/** `topk(0, …)` and the like. */
function checkSelection({ node, children }: Analysed<Aggregation>, context: VisitContext): void {
  const [, parameter] = children;
  const number = parameter && numberIn(parameter, context);
  if (!parameter || number === undefined || !choosesSeries.has(node.op)) return;
  if (node.op === 'limit_ratio') {
    if (number === 0) context.report(parameter.node, 'limit_ratio(0, …) selects no series');
    else if (Math.abs(number) > 1)
      context.report(parameter.node, `a ratio of ${number} is more than all series`, {
        expected: 'a number from -1 to 1',
      });
  } else if (number < 1) {
    context.report(parameter.node, `${node.op}() of ${number} series has no result`, {
      expected: '1 or more',
    });
  }
}

/** Bounds in the wrong order, and rounding to nothing. */
function checkBounds({ node, children }: Analysed<Call>, context: VisitContext): void {
  const [first, second, third] = children.map((child) => numberIn(child, context));
  if (node.func === 'clamp' && second !== undefined && third !== undefined && second > third) {
    context.report(node, `clamp() has no result: the minimum ${second} is above the maximum ${third}`, {
      expected: 'the minimum first',
    });
  } else if (node.func === 'histogram_fraction' && first !== undefined && second !== undefined) {
    if (first >= second)
      context.report(node, `no observation is from ${first} to ${second}: the fraction is 0`, {
        expected: 'the lower bound first',
      });
  } else if (node.func === 'round' && second === 0) {
    context.report(node, 'no number is a multiple of 0, so the result is NaN', {
      expected: 'another number',
    });
  }
}

/** The value of a number that is no variable. */
function numberIn(analysed: Analysed, context: VisitContext): number | undefined {
  return context.placeholderIn(analysed.node) ? undefined : numberOf(analysed);
}

function checkMatching(
  analysed: Analysed<Binary>,
  left: Analysed,
  right: Analysed,
  context: VisitContext,
): void {
  const { node } = analysed;
  const { matching } = node;
  if (!matching) return;
  if (matching.on) for (const label of matching.labels) checkGone(label, [left, right], node, context);
  const one = matching.card === 'many-to-one' ? right : left;
  for (const label of matching.include) checkGone(label, [one], node, context);
  const conflict = node.op === 'unless' ? conflictOf(analysed) : undefined;
  if (conflict) context.report(node, `this unless removes nothing: ${describeConflict(conflict)}`);
}

/** A label that an aggregation has removed before it is used. */
function checkGone(
  label: string,
  operands: readonly Analysed[],
  at: { readonly start: number; readonly end: number },
  context: VisitContext,
): void {
  if (label === '__name__' || context.placeholders.has(label)) return;
  if (operands.some(({ flow }) => mayHave(flow, label))) return;
  if (!operands.some((operand) => everHad(operand, label))) return;
  context.report(
    spanOfWord(context.text, at, label),
    `${label} does not exist here: an inner aggregation removed it`,
    {
      expected: `by (${label}) in the inner aggregation, or no use of ${label} here`,
    },
  );
}

/** The comparison of an alert belongs to `alert/threshold-unreachable`. */
function checkComparison(
  { node }: Analysed<Binary>,
  left: Analysed,
  right: Analysed,
  context: VisitContext,
): void {
  if (context.role === 'alert' || !/^[<>=!]/.test(node.op) || context.placeholderIn(node)) return;
  if (!left.vector && !right.vector) return;
  const values = domainOf(left);
  const bound = domainOf(right);
  if (!neverHolds(node.op, values, bound)) return;
  const because = values.because ?? bound.because;
  // Quantiles above their highest bucket are reported by promql/histogram-misuse.
  if (because?.includes('highest finite bucket')) return;
  context.report(node, `this comparison is never true${because ? `: ${because}` : ''}`);
}
