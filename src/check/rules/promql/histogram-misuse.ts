import type { Binary, Call } from '../../../engine/index.js';
import { mayHave } from '../../../query/promql/labels/index.js';
import type { Analysed } from '../../analysis/analysis.js';
import { neverHolds } from '../../analysis/domain/interval.js';
import { sampleSelectors } from '../../analysis/operand.js';
import { bare } from '../../analysis/parentheses.js';
import { domainOf } from '../../analysis/value-domain.js';
import type { Check, VisitContext } from '../../check.js';

const nativeOnly = new Set([
  'histogram_avg',
  'histogram_count',
  'histogram_sum',
  'histogram_stddev',
  'histogram_stdvar',
]);
const overRange = new Set([
  'rate',
  'irate',
  'increase',
  'delta',
  'idelta',
  'sum_over_time',
  'avg_over_time',
  'last_over_time',
]);

export const histogramMisuse: Check = {
  id: 'promql/histogram-misuse',
  level: 'error',
  summary: 'a quantile of something other than a rate of buckets, or a threshold that no quantile can exceed',
  visit: {
    call(analysed, context) {
      const { node, children } = analysed;
      if (node.func === 'histogram_quantile') {
        const [phi, buckets] = children;
        if (phi) checkPhi(phi, context);
        if (buckets) checkBuckets(analysed, buckets, context);
      } else if (nativeOnly.has(node.func)) {
        const [operand] = children;
        const classic =
          operand && sampleSelectors(operand).find(({ series }) => series?.metric?.kind === 'histogram');
        if (!classic) return;
        context.report(
          classic.node,
          `${node.func}() is for native histograms, and ${classic.series?.metric?.name} is a classic one`,
          {
            expected: 'its _sum and _count',
          },
        );
      }
    },
    binary: checkBound,
  },
};

function checkPhi(phi: Analysed, context: VisitContext): void {
  const { node } = bare(phi);
  if (node.kind !== 'number' || (node.value >= 0 && node.value <= 1) || context.placeholderIn(node)) return;
  context.report(node, `the quantile ${node.value} is outside 0 to 1, and the result is infinite`, {
    expected: 'a share',
    suggestion: node.value > 1 && node.value <= 100 ? `did you mean ${node.value / 100}?` : undefined,
  });
}

function checkBuckets(call: Analysed<Call>, buckets: Analysed, context: VisitContext): void {
  const selectors = sampleSelectors(buckets);
  // A name with a colon is that of a recorded series, also where it is declared.
  const known = selectors.filter(({ series }) => series?.metric !== undefined && !series.name.includes(':'));
  // A recorded or unknown series may be anything.
  if (known.length !== selectors.length || known.length === 0) return;
  const wrong = known.find(({ series }) => series?.type !== 'bucket' && series?.type !== 'native');
  if (wrong) {
    const { series } = wrong;
    const histogram = series?.metric?.kind === 'histogram';
    context.report(wrong.node, `${series?.name} has no buckets`, {
      expected: histogram ? `${series?.metric?.name}_bucket` : 'the _bucket series of a histogram',
      suggestion:
        series?.type === 'quantile'
          ? `select a quantile that the client computed: ${series.name}{quantile="…"}`
          : undefined,
    });
    return;
  }
  if (known.some(({ series }) => series?.type === 'native')) return;
  if (!mayHave(buckets.flow, 'le')) {
    context.report(
      call.children[1]?.node ?? call.node,
      'the aggregation removes le, without which there are no buckets',
      {
        expected: 'le among the labels kept: sum by (le, …)',
      },
    );
    return;
  }
  const raw = known.find((selector) => !isOverRange(selector, call));
  if (!raw) return;
  context.report(raw.node, 'the quantile covers all observations since the process started', {
    level: context.role === 'instant' ? 'warning' : 'error',
    expected: `rate(${raw.series?.name}[…])`,
  });
}

function isOverRange(selector: Analysed, until: Analysed): boolean {
  for (let { parent } = selector; parent && parent !== until; parent = parent.parent) {
    if (parent.node.kind === 'call' && overRange.has(parent.node.func)) return true;
  }
  return false;
}

/** In alerts the same is `alert/threshold-unreachable`. */
function checkBound({ node, children }: Analysed<Binary>, context: VisitContext): void {
  const [left, right] = children;
  if (!left || !right || context.role === 'alert' || !/^[<>=!]/.test(node.op) || context.placeholderIn(node))
    return;
  const values = domainOf(left);
  if (!values.because?.includes('highest finite bucket') || !neverHolds(node.op, values, domainOf(right)))
    return;
  context.report(node, `this comparison is never true: ${values.because}`, {
    expected: 'a threshold below the highest finite bucket',
  });
}
