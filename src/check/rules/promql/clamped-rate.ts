import type { Binary } from '../../../engine/index.js';
import type { Analysed } from '../../analysis/analysis.js';
import { numberOf } from '../../analysis/conditions.js';
import { sampleSelectors } from '../../analysis/operand.js';
import { bare } from '../../analysis/parentheses.js';
import type { Check, VisitContext } from '../../check.js';

export const clampedRate: Check = {
  id: 'promql/clamped-rate',
  level: 'warning',
  summary: 'a quotient whose denominator, a rate, is raised to one per second or more',
  visit: { binary: checkQuotient },
};

/** Slower than one event in ten seconds there is little to divide by. */
const harmless = 0.1;

function checkQuotient({ node, children }: Analysed<Binary>, context: VisitContext): void {
  const [left, right] = children;
  if (node.op !== '/' || !left || !right || !isRate(left)) return;
  const clamped = bare(right);
  const [rate, minimum] = clamped.children;
  const bound = numberOf(minimum);
  if (clamped.node.kind !== 'call' || clamped.node.func !== 'clamp_min' || !rate || bound === undefined)
    return;
  if (bound < harmless || !isRate(rate) || context.placeholderIn(clamped.node)) return;
  context.report(
    clamped.node,
    `a rate is per second: below ${bound} per second, the quotient is too small, and of no use for what is rare`,
    { expected: '… / (rate(…) > 0), as rendered by ratio(); or increase(…) in place of rate(…)' },
  );
}

/** The rate of counters, aggregated or not, with factors and sums. */
function isRate(analysed: Analysed): boolean {
  const { node, children } = bare(analysed);
  const [first] = children;
  if (node.kind === 'aggregation') return first !== undefined && isRate(first);
  if (node.kind === 'binary' && /^[*+]$/.test(node.op))
    return children.every((child) => numberOf(child) !== undefined || isRate(child));
  if (node.kind !== 'call' || !/^i?rate$/.test(node.func) || !first) return false;
  return sampleSelectors(first).every(({ series }) => series?.type === 'counter');
}
