import { kubernetesTargetLabels } from '../../../catalog/index.js';
import { didYouMean, nearest } from '../../../catalog/similar.js';
import type { Expression, Place as Span } from '../../../engine/index.js';
import { mayHave } from '../../../query/promql/labels/index.js';
import { wholeValues } from '../../../query/regular-expression.js';
import type { Analysed } from '../../analysis/analysis.js';
import { everHad, labelsBelow } from '../../analysis/label-history.js';
import { labelsRead } from '../../analysis/labels-read.js';
import { describeOperand, selectorsBelow } from '../../analysis/operand.js';
import { spanOfMatcher, spanOfWord } from '../../analysis/spans.js';
import type { Check, VisitContext } from '../../check.js';
import { hasPlaceholder } from '../../collect/placeholder.js';
import { listed } from '../../names.js';

export const unknownLabel: Check = {
  id: 'promql/unknown-label',
  level: 'error',
  summary:
    'a label that the metric does not have, in a matcher, a grouping, vector matching or a function such as label_replace',
  visit: {
    vector({ node, series }, context) {
      if (!series || series.flow.open) return;
      for (const { name, op, value } of node.matchers) {
        if (name === '__name__' || context.placeholders.has(name) || mayHave(series.flow, name)) continue;
        // `label=""` selects series without the label, which all of them are.
        if (op === '=' && value === '') continue;
        const at = spanOfMatcher(context.text, node, name, op);
        const labels = [...series.flow.possible].sort();
        context.report(at, `${series.name} has no label ${name}`, {
          expected: labels.length === 0 ? 'no label matcher: it has no labels' : `one of ${listed(labels)}`,
          suggestion: didYouMean(name, labels) ?? targetLabelHint(name),
          cause: `${series.name} ${name}`,
        });
      }
    },
    aggregation(analysed, context) {
      const [operand] = analysed.children;
      if (!operand) return;
      const { grouping, without } = analysed.node;
      for (const name of grouping) checkUse(name, [operand], analysed, without, context);
    },
    call(analysed, context) {
      const { node, children } = analysed;
      const [operand] = children;
      if (!operand) return;
      const [, , replacement, , pattern] = node.args;
      // `label_replace(x, "cluster", "eu", "", "")` sets a label to a text, whatever label it reads.
      if (node.func === 'label_replace' && setsText(replacement, pattern)) return;
      for (const argument of labelsRead(node)) {
        if (argument.kind !== 'string' || argument.value === '' || hasPlaceholder(argument.value)) continue;
        checkSource(argument.value, argument, operand, context);
      }
    },
    binary(analysed, context) {
      const { matching } = analysed.node;
      const [left, right] = analysed.children;
      if (!matching || !left || !right) return;
      for (const name of matching.labels) checkUse(name, [left, right], analysed, !matching.on, context);
      const one = matching.card === 'many-to-one' ? right : left;
      for (const name of matching.include) checkUse(name, [one], analysed, false, context);
    },
  },
};

/** Whether the result does not depend on the label that is read: the pattern matches an empty one, too. */
function setsText(replacement: Expression | undefined, pattern: Expression | undefined): boolean {
  if (replacement?.kind !== 'string' || pattern?.kind !== 'string') return true;
  return !replacement.value.includes('$') && (wholeValues(pattern.value)?.test('') ?? true);
}

/** A label that a function such as `label_replace` reads. */
function checkSource(name: string, at: Span, operand: Analysed, context: VisitContext): void {
  if (mayHave(operand.flow, name) || everHad(operand, name)) return;
  const labels = [...labelsBelow(operand)].sort();
  context.report(at, `no series here has a label ${name}`, {
    expected: labels.length === 0 ? 'no label: the series have none' : `one of ${listed(labels)}`,
    suggestion: didYouMean(name, labels) ?? targetLabelHint(name),
    cause: `${selectorsBelow(operand).map(describeOperand).join()} ${name}`,
  });
}

/**
 * A label that none of the operands has or ever had. One that was removed on the way is `promql/impossible`'s.
 * To remove a label that is not there does no harm and is often done to be safe: only a likely typo is reported.
 */
function checkUse(
  name: string,
  operands: readonly Analysed[],
  user: Analysed,
  removes: boolean,
  context: VisitContext,
): void {
  if (name === '__name__' || context.placeholders.has(name)) return;
  if (operands.some((operand) => mayHave(operand.flow, name) || everHad(operand, name))) return;
  const labels = [...new Set(operands.flatMap((operand) => [...labelsBelow(operand)]))].sort();
  if (removes && nearest(name, labels) === undefined) return;
  context.report(clause(user, operands, name, context), `no series here has a label ${name}`, {
    expected: labels.length === 0 ? 'no label: the series have none' : `one of ${listed(labels)}`,
    suggestion: didYouMean(name, labels) ?? targetLabelHint(name),
    cause: `${operands.flatMap(selectorsBelow).map(describeOperand).join()} ${name}`,
  });
}

/** The position of the label in the clause of its operator, not in the operands, where the same text may occur. */
function clause(user: Analysed, operands: readonly Analysed[], name: string, { text }: VisitContext): Span {
  const { start, end } = user.node;
  const gaps: Span[] = [];
  let from = start;
  for (const { node } of operands.length > 0 ? user.children : []) {
    gaps.push({ start: from, end: Math.max(from, node.start) });
    from = Math.max(from, node.end);
  }
  gaps.push({ start: from, end });
  for (const gap of gaps) {
    const found = spanOfWord(text, gap, name);
    if (found !== gap) return found;
  }
  return user.node;
}

/** Labels that scrapes usually attach must be declared in the catalog. */
function targetLabelHint(name: string): string | undefined {
  const common: readonly string[] = [...kubernetesTargetLabels, 'service', 'endpoint', 'node', 'cluster'];
  if (!common.includes(name)) return undefined;
  return `if the scrape configuration adds ${name}, declare it in the catalog's targetLabels`;
}
