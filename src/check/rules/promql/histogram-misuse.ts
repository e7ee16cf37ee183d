import type { Aggregation, Binary, Call } from '../../../engine/index.js';
import { mayHave, seriesArgumentOf } from '../../../query/promql/labels/index.js';
import type { Analysed } from '../../analysis/analysis.js';
import { isPresence } from '../../analysis/conditions.js';
import { neverHolds } from '../../analysis/domain/interval.js';
import { describeOperand, sampleSelectors } from '../../analysis/operand.js';
import { bare, parentOf } from '../../analysis/parentheses.js';
import { isTrimming, nativeOnly, sampleKind } from '../../analysis/sample-kind.js';
import { domainOf } from '../../analysis/value-domain.js';
import type { Check, VisitContext } from '../../check.js';

/** Functions that read buckets, and what they give, for messages. */
const ofBuckets: Readonly<Record<string, string>> = {
  histogram_quantile: 'quantile',
  histogram_quantiles: 'quantile',
  histogram_fraction: 'fraction',
};
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
      for (const phi of quantilesOf(node.func, children)) checkPhi(phi, context);
      const given = ofBuckets[node.func];
      const buckets = children[seriesArgumentOf(node.func)];
      if (given !== undefined && buckets) checkBuckets(analysed, given, buckets, context);
      if (nativeOnly.has(node.func)) checkNative(analysed, context);
      else checkIgnored(analysed, context);
    },
    aggregation: checkAggregation,
    binary(analysed, context) {
      checkBound(analysed, context);
      checkDistribution(analysed, context);
    },
  },
};

/** The arguments that are a φ. */
function quantilesOf(name: string, children: readonly Analysed[]): readonly Analysed[] {
  if (name === 'histogram_quantiles') return children.slice(2);
  return name === 'histogram_quantile' || name === 'quantile_over_time' ? children.slice(0, 1) : [];
}

/** A function of native histograms over series that have none. */
function checkNative({ node, children }: Analysed<Call>, context: VisitContext): void {
  const [operand] = children;
  if (!operand) return;
  const selectors = sampleSelectors(operand);
  const classic = selectors.find(({ series }) => series?.metric?.kind === 'histogram');
  if (classic) {
    context.report(
      classic.node,
      `${node.func}() is for native histograms, and ${classic.series?.metric?.name} is a classic one`,
      { expected: 'its _sum and _count' },
    );
    return;
  }
  if (sampleKind(operand) !== 'number') return;
  context.report(
    operand.node,
    `${node.func}() is for native histograms, and ${describeOperand(operand)} is a number: this never has a result`,
    { expected: 'a native histogram, or no histogram function' },
  );
}

/** A function or an aggregation that ignores native histograms. */
function checkIgnored(analysed: Analysed<Call> | Analysed<Aggregation>, context: VisitContext): void {
  const { node } = analysed;
  if (sampleKind(analysed) !== 'nothing') return;
  const operand = analysed.children.find((child) => sampleKind(child) === 'histogram');
  if (!operand) return;
  const name = node.kind === 'call' ? node.func : node.op;
  context.report(
    node,
    `${name}() ignores native histograms, and ${describeOperand(operand)} is one: this never has a result`,
    { level: levelOf(context), expected: numbersOfHistogram },
  );
}

const numbersOfHistogram =
  'a number computed from it by histogram_quantile, histogram_avg, histogram_count or histogram_fraction';

function levelOf({ role }: VisitContext): 'warning' | 'error' {
  return role === 'instant' ? 'warning' : 'error';
}

function checkPhi(phi: Analysed, context: VisitContext): void {
  const { node } = bare(phi);
  if (node.kind !== 'number' || (node.value >= 0 && node.value <= 1) || context.placeholderIn(node)) return;
  context.report(node, `the quantile ${node.value} is outside 0 to 1, and the result is infinite`, {
    expected: 'a share',
    suggestion: node.value > 1 && node.value <= 100 ? `did you mean ${node.value / 100}?` : undefined,
  });
}

function checkBuckets(call: Analysed<Call>, given: string, buckets: Analysed, context: VisitContext): void {
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
    context.report(buckets.node, 'the aggregation removes le, without which there are no buckets', {
      expected: 'le among the labels kept: sum by (le, …)',
    });
    return;
  }
  const raw = known.find((selector) => !isOverRange(selector, call));
  if (!raw) return;
  context.report(raw.node, `the ${given} covers all observations since the process started`, {
    level: levelOf(context),
    expected: `rate(${raw.series?.name}[…])`,
  });
}

/** An operation that numbers and native histograms do not have: a comparison of the two has no result. */
function checkDistribution(analysed: Analysed<Binary>, context: VisitContext): void {
  const { node, children } = analysed;
  const kinds = children.map(sampleKind);
  if (sampleKind(analysed) !== 'nothing' || kinds.includes('nothing')) return;
  const details = { level: levelOf(context), expected: numbersOfHistogram };
  if (!kinds.includes('histogram')) {
    context.report(node, `${node.op} removes buckets of native histograms, and has no result for numbers`, {
      ...details,
      expected: 'a native histogram on the left',
    });
  } else if (kinds.includes('number')) {
    context.report(
      node,
      isTrimming(node.op)
        ? `${node.op} takes a native histogram on the left and a number on the right`
        : 'a native histogram is a distribution, not a number: this never has a result',
      details,
    );
  } else {
    context.report(node, `native histograms have no ${node.op}: this never has a result`, details);
  }
}

const averages = new Set(['sum', 'avg', 'stddev', 'stdvar']);

function checkAggregation(analysed: Analysed<Aggregation>, context: VisitContext): void {
  const { node, children } = analysed;
  const [operand, parameter] = children;
  if (node.op === 'quantile' && parameter) checkPhi(parameter, context);
  checkIgnored(analysed, context);
  if (!operand || !averages.has(node.op)) return;
  const level = context.role === 'alert' || context.role === 'recording' ? 'error' : 'warning';
  for (const selector of sampleSelectors(operand)) {
    const { series } = selector;
    if (series?.type === 'quantile' && !isCounted(selector, operand)) {
      context.report(
        node,
        `${node.op}() of quantiles is meaningless: ${series.name} is a quantile of each process`,
        {
          level,
          expected: 'max() of them, or a histogram, whose buckets can be summed',
        },
      );
      return;
    }
    if (series?.type !== 'bucket' || node.op !== 'sum' || isOfQuantile(analysed) || isOnlyPresent(analysed))
      continue;
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

/** However many times it is counted: zero is zero. */
function isOnlyPresent(analysed: Analysed): boolean {
  const parent = parentOf(analysed);
  return parent !== undefined && isPresence(parent);
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
