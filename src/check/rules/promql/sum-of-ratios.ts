import type { Aggregation } from '../../../engine/index.js';
import type { Analysed } from '../../analysis/analysis.js';
import { numberOf } from '../../analysis/conditions.js';
import { sampleSelectors } from '../../analysis/operand.js';
import { bare } from '../../analysis/parentheses.js';
import { quantityOf } from '../../analysis/quantity/quantity-of.js';
import type { Check, VisitContext } from '../../check.js';

export const sumOfRatios: Check = {
  id: 'promql/sum-of-ratios',
  level: 'warning',
  summary: 'a sum of shares, averages or quantiles of several series',
  visit: { aggregation: checkSum },
};

function checkSum({ node, children }: Analysed<Aggregation>, context: VisitContext): void {
  const [operand] = children;
  if (node.op !== 'sum' || !operand || context.placeholderIn(node)) return;
  const summed = withoutFactor(operand);
  const what = kindOf(summed);
  const label = what && labelSummedOver(node, operand);
  if (what === undefined || label === undefined) return;
  context.report(
    summed.node,
    `the ${what.name}s of each ${label} are added: the sum is not the ${what.name} of all`,
    {
      expected: what.expected,
    },
  );
}

/** `x` of `x * 100`. */
function withoutFactor(analysed: Analysed): Analysed {
  const inner = bare(analysed);
  const [left, right] = inner.children;
  if (inner.node.kind !== 'binary' || !left || !right) return inner;
  if (inner.node.op === '*' && numberOf(left) !== undefined) return withoutFactor(right);
  const isScaled = inner.node.op === '*' || inner.node.op === '/';
  return isScaled && numberOf(right) !== undefined ? withoutFactor(left) : inner;
}

interface Kind {
  readonly name: string;
  readonly expected: string;
}

const sums = 'the quotient of two sums: sum(…) / sum(…); or avg() or max() of the quotients';

function kindOf({ node, children }: Analysed): Kind | undefined {
  if (node.kind === 'call' && node.func === 'histogram_quantile')
    return {
      name: 'quantile',
      expected: 'a quantile of the summed buckets: sum by (le) (rate(…)); or max()',
    };
  const [left, right] = children;
  if (node.kind !== 'binary' || node.op !== '/' || !left || !right) return undefined;
  // One whole for all is what shares may be added of.
  if (node.matching?.card !== 'one-to-one') return undefined;
  if (isOfEvents(left) && isOfEvents(right)) return { name: 'quotient', expected: sums };
  return isOfData(left) && isOfData(right) ? { name: 'share', expected: sums } : undefined;
}

/** The rate or the increase of counters, of how many processors are busy neither. */
function isOfEvents(analysed: Analysed): boolean {
  const { node, children } = withoutFactor(analysed);
  const [first] = children;
  if (node.kind === 'aggregation') return node.op === 'sum' && first !== undefined && isOfEvents(first);
  if (node.kind === 'call' && /^clamp_min$/.test(node.func)) return first !== undefined && isOfEvents(first);
  if (node.kind === 'binary' && /^([+>]|>=|!=)$/.test(node.op))
    return children.every((child) => numberOf(child) !== undefined || isOfEvents(child));
  if (node.kind !== 'call' || !/^(rate|irate|increase)$/.test(node.func) || !first) return false;
  return sampleSelectors(first).every(({ series }) => series?.type === 'counter');
}

/** Bytes, whose quotient is a share; the quotient of two durations may be a number of processors. */
function isOfData(analysed: Analysed): boolean {
  const quantity = quantityOf(analysed);
  return quantity?.kind === 'measure' && (quantity.powers.data ?? 0) === 1;
}

/** A label whose values are added up, although there are several. With its instance, a target has one of each label. */
function labelSummedOver({ without, grouping }: Aggregation, operand: Analysed): string | undefined {
  const selectors = sampleSelectors(operand);
  const isFixed = (label: string) =>
    selectors.some(
      ({ node }) =>
        node.kind === 'vector' &&
        node.matchers.some(({ name, op, value }) => name === label && op === '=' && value !== ''),
    );
  const isRemoved = (label: string) => grouping.includes(label) === without;
  const ofTarget = new Set(
    isRemoved('instance') ? [] : selectors.flatMap(({ series }) => series?.metric?.targetLabels ?? []),
  );
  return [...operand.flow.possible].find(
    (label) => isRemoved(label) && label !== '__name__' && !ofTarget.has(label) && !isFixed(label),
  );
}
