import type { Aggregation, Binary, Call } from '../../../engine/index.js';
import { mayHave } from '../../../query/promql/labels/index.js';
import type { Analysed } from '../../analysis/analysis.js';
import { numberOf } from '../../analysis/conditions.js';
import { isDistribution } from '../../analysis/distribution.js';
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
  summary: 'a quantile, a sum or a comparison of histograms and summaries that means nothing',
  visit: {
    call(analysed, context) {
      const { node, children } = analysed;
      if (node.func === 'histogram_quantile') {
        const [phi, buckets] = children;
        if (phi) checkPhi(phi, context);
        if (buckets) checkBuckets(analysed, buckets, context);
      } else if (node.func === 'quantile_over_time') {
        const [phi] = children;
        if (phi) checkPhi(phi, context);
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
    aggregation: checkAggregation,
    binary(analysed, context) {
      checkBound(analysed, context);
      checkDistribution(analysed, context);
    },
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

/** Native histograms and numbers: a comparison of the two has no result. */
function checkDistribution({ node, children }: Analysed<Binary>, context: VisitContext): void {
  if (!/^[<>=!+-]/.test(node.op)) return;
  const [left, right] = children;
  if (!left || !right) return;
  const native = isDistribution(left) ? left : isDistribution(right) ? right : undefined;
  const other = native === left ? right : left;
  if (!native || numberOf(other) === undefined) return;
  context.report(node, 'a native histogram is a distribution, not a number: this never has a result', {
    level: context.role === 'instant' ? 'warning' : 'error',
    expected: 'histogram_quantile, histogram_avg, histogram_count or histogram_fraction of it',
  });
}

const averages = new Set(['sum', 'avg', 'stddev', 'stdvar']);

function checkAggregation(analysed: Analysed<Aggregation>, context: VisitContext): void {
  const { node, children } = analysed;
  const [operand, parameter] = children;
  if (node.op === 'quantile' && parameter) checkPhi(parameter, context);
  if (!operand || !averages.has(node.op)) return;
  const level = context.role === 'alert' || context.role === 'recording' ? 'error' : 'warning';
  for (const selector of sampleSelectors(operand)) {
    const { series } = selector;
    if (series?.type === 'quantile' && !isCounted(selector, operand)) {
      context.report(
        node,
        `${node.op}() of quantiles means nothing: ${series.name} is a quantile of each process`,
        {
          level,
          expected: 'max() of them, or a histogram, whose buckets can be summed',
        },
      );
      return;
    }
    if (series?.type !== 'bucket' || node.op !== 'sum' || isOfQuantile(analysed)) continue;
    if (mayHave(operand.flow, 'le') && !keepsLe(node) && !selectsBucket(selector)) {
      context.report(
        node,
        `each observation is in every bucket above it: without le, the sum of ${series.name} counts it many times`,
        { level, expected: `${series.metric?.name}_count for the number, or one bucket: le="…"` },
      );
      return;
    }
  }
}

/** A quantile reports by itself that `le` is gone. */
function isOfQuantile(analysed: Analysed): boolean {
  for (let { parent } = analysed; parent; parent = parent.parent) {
    if (parent.node.kind === 'call' && parent.node.func.startsWith('histogram_')) return true;
  }
  return false;
}

function keepsLe({ without, grouping }: Aggregation): boolean {
  return grouping.includes('le') !== without;
}

function selectsBucket({ node }: Analysed): boolean {
  return node.kind === 'vector' && node.matchers.some(({ name }) => name === 'le');
}

/** The number of the series, or their changes, in place of their values. */
function isCounted(selector: Analysed, until: Analysed): boolean {
  for (
    let inner: Analysed | undefined = selector;
    inner;
    inner = inner === until ? undefined : inner.parent
  ) {
    const { node } = inner;
    if (node.kind === 'aggregation' && /^count|^group/.test(node.op)) return true;
    if (node.kind === 'call' && /^(count|present)_over_time$|^changes$|^timestamp$|^absent/.test(node.func))
      return true;
    if (node.kind === 'binary' && node.returnBool) return true;
  }
  return false;
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
