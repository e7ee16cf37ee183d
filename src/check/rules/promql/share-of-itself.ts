import type { Binary } from '../../../engine/index.js';
import { mayHave } from '../../../query/promql/labels/index.js';
import type { Analysed } from '../../analysis/analysis.js';
import { cancelledIn } from '../../analysis/cancelled.js';
import { isShareOf } from '../../analysis/domain/share.js';
import { sampleSelectors } from '../../analysis/operand.js';
import { bare, parentOf } from '../../analysis/parentheses.js';
import type { Check, VisitContext } from '../../check.js';
import { hasPlaceholder } from '../../collect/placeholder.js';

export const shareOfItself: Check = {
  id: 'promql/share-of-itself',
  level: 'error',
  summary: 'a quotient whose two sides are the same series: it is always 1',
  visit: {
    binary(analysed, context) {
      if (!checkShare(analysed, context)) checkProduct(analysed, context);
    },
  },
};

/** A part of counters over its whole, aggregated or not. */
function checkShare(analysed: Analysed<Binary>, context: VisitContext): boolean {
  const { node, children } = analysed;
  const [left, right] = children;
  if (node.op !== '/' || !left || !right || node.matching?.card !== 'one-to-one') return false;
  if (!isShareOf(left, right)) return false;
  const narrowing = matchersBeyond(left, right);
  if (!narrowing?.every((label) => staysApart(label, analysed, left, right))) return false;
  // The same text on both sides may be a placeholder for a number, or a test.
  if (!sameLabels(left, right)) return false;
  const [label] = narrowing;
  context.report(
    node,
    label === undefined
      ? 'both sides are the same series: the quotient is always 1'
      : `both sides are matched by ${label}: series with ${label} on the left are divided by themselves, and the quotient is always 1`,
    { expected: label === undefined ? 'a matcher on the left side' : sidesWithout(label) },
  );
  return true;
}

/** `100 / x * x{state="free"}`, `x / x`: any series divided by itself, with numbers in between. */
function checkProduct(analysed: Analysed<Binary>, context: VisitContext): void {
  const { node } = analysed;
  const cancelled = cancelledIn(analysed, context.text);
  if (!cancelled || context.placeholderIn(node)) return;
  const [label] = cancelled.narrowedBy;
  // `or x / x` makes ones with the labels of x.
  const above = parentOf(analysed)?.node;
  if (label === undefined && above?.kind === 'binary' && combines.has(above.op)) return;
  const result = isQuotient(analysed) ? 'the quotient is always 1' : 'the result is always the same';
  context.report(
    node,
    label === undefined
      ? `the same series are multiplied and divided by: ${result}`
      : `both sides are matched by ${label}: each series is divided by itself, and ${result}`,
    { expected: label === undefined ? 'two different series' : sidesWithout(label) },
  );
}

const combines = new Set(['or', 'and', 'unless']);

function isQuotient({ node, children }: Analysed<Binary>): boolean {
  return node.op === '/' && children.every((child) => bare(child).node.kind !== 'binary');
}

function sidesWithout(label: string): string {
  return `sides without ${label}: sum without (${label}) (…) or sum by (…) (…) on both`;
}

/** Labels by which the left side selects less than the right one; undefined where a variable decides. */
function matchersBeyond(left: Analysed, right: Analysed): string[] | undefined {
  const [part, ...moreParts] = sampleSelectors(left);
  const [whole, ...moreWholes] = sampleSelectors(right);
  if (part?.node.kind !== 'vector' || whole?.node.kind !== 'vector') return undefined;
  if (moreParts.length > 0 || moreWholes.length > 0 || part.series?.name !== whole.series?.name)
    return undefined;
  const { matchers } = whole.node;
  const beyond = part.node.matchers.filter(
    ({ name, op, value }) =>
      !matchers.some((other) => other.name === name && other.op === op && other.value === value),
  );
  if (beyond.some(({ value }) => hasPlaceholder(value))) return undefined;
  return beyond.map(({ name }) => name);
}

/** Whether the sides keep a label, and only series with the same value of it are matched. */
function staysApart(label: string, { node }: Analysed<Binary>, left: Analysed, right: Analysed): boolean {
  const { matching } = node;
  if (!matching || matching.labels.includes(label) !== matching.on) return false;
  return mayHave(left.flow, label) && mayHave(right.flow, label);
}

/** Whether each series of one side stands for as many as its match on the other. */
function sameLabels({ flow: one }: Analysed, { flow: other }: Analysed): boolean {
  if (one.open !== other.open) return false;
  return (
    one.open ||
    (one.possible.size === other.possible.size &&
      [...one.possible].every((label) => other.possible.has(label)))
  );
}
