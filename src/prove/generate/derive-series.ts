import type { CallNode, Node, SelectorNode } from '../../query/index.js';
import { withoutLe } from '../../query/label-matcher.js';
import { counterOf } from '../scenario/counter-shape.js';
import { always } from '../scenario/lifetime.js';
import { valueShape } from '../scenario/value-shape.js';
import { type DerivationContext, windowSeconds } from './derivation.js';
import { deriveBinary } from './derive-binary.js';
import { cannot, type DerivedSeries, fromSelector } from './derived-series.js';
import { observations } from './observations.js';
import { levelOf, mapSteps, type Steps } from './steps.js';

/** Series for which an expression has the wanted values, or the reason why none can be derived. */
export function deriveSeries(node: Node, wanted: Steps, context: DerivationContext): DerivedSeries {
  switch (node.type) {
    case 'selector':
      return deriveSelector(node, wanted, context);
    case 'range':
    case 'subquery':
      return deriveSeries(node.of, wanted, context);
    case 'negate':
      return deriveSeries(
        node.of,
        mapSteps(wanted, (value) => -value),
        context,
      );
    case 'aggregate':
      if (!unchangedForOne.has(node.op)) return cannot(`${node.op} of series is not supported`);
      return deriveSeries(node.of, wanted, context);
    case 'call':
      return deriveCall(node, wanted, context);
    case 'binary':
      return deriveBinary(node, wanted, { ...context, derive: deriveSeries });
    case 'raw':
      return cannot('hand-written PromQL is not supported');
    default:
      return cannot('a number does not depend on series');
  }
}

/** Aggregations that return the value of a single series unchanged. */
const unchangedForOne = new Set(['sum', 'max', 'min', 'avg', 'topk', 'bottomk', 'quantile']);
/** Functions that return the value of a constant series unchanged. */
const unchangedForConstant = new Set([
  ...['avg_over_time', 'max_over_time', 'min_over_time', 'last_over_time', 'quantile_over_time'],
  ...['abs', 'ceil', 'floor', 'round', 'clamp', 'clamp_min', 'clamp_max'],
  ...['scalar', 'vector', 'sort', 'sort_desc', 'label_replace', 'label_join'],
]);

function deriveSelector(node: SelectorNode, wanted: Steps, context: DerivationContext): DerivedSeries {
  const behind = context.recorded(node.name);
  if (behind) return deriveSeries(behind.node, wanted, { ...context, over: behind.over });
  if (node.metric?.kind === 'native_histogram') return cannot(`${node.name} is a native histogram`);
  return fromSelector(node, valueShape(levelOf(wanted), always), context.place);
}

function deriveCall(node: CallNode, wanted: Steps, context: DerivationContext): DerivedSeries {
  const vector = node.args.find((arg) => arg.type !== 'number' && arg.type !== 'string');
  if (!vector) return cannot(`${node.name}() does not depend on series`);
  switch (node.name) {
    case 'rate':
    case 'irate':
    case 'deriv':
      return counting(vector, wanted, context);
    case 'increase':
    case 'delta': {
      if (vector.type !== 'range' && vector.type !== 'subquery') return cannot(`${node.name} needs a window`);
      const window = windowSeconds(vector.window, context);
      return counting(
        vector,
        mapSteps(wanted, (value) => value / window),
        context,
      );
    }
    case 'histogram_quantile':
      return deriveQuantile(node, vector, wanted, context);
    default:
      if (unchangedForConstant.has(node.name)) return deriveSeries(vector, wanted, context);
      return cannot(`${node.name}() is not supported`);
  }
}

/** A series that increases at the wanted rate per second; a gauge can increase like a counter. */
function counting(range: Node, perSecond: Steps, { place }: DerivationContext): DerivedSeries {
  const of = selectorUnder(range);
  if (!of) return cannot('the rate of an expression is not supported');
  const { metric, name } = of;
  if (perSecond.some(([, value]) => value < 0)) return cannot(`${name} would have to decrease`);
  if (metric?.kind === 'histogram' || metric?.kind === 'native_histogram') {
    if (!name.endsWith('_count'))
      return cannot(`single buckets and sums of ${metric.name} are not supported`);
    return fromSelector(of, observations(perSecond.map(([at, rate]) => [at, rate, 0])), place);
  }
  return fromSelector(of, counterOf(levelOf(perSecond)), place);
}

/** The selector of a range, or of the aggregation in a subquery. */
function selectorUnder(node: Node): SelectorNode | undefined {
  if (node.type === 'selector') return node;
  if (node.type === 'range' || node.type === 'subquery') return selectorUnder(node.of);
  return node.type === 'aggregate' && unchangedForOne.has(node.op) ? selectorUnder(node.of) : undefined;
}

/** Observations per second, enough for any quantile. */
const enough = 10;

function deriveQuantile(
  node: CallNode,
  buckets: Node,
  wanted: Steps,
  context: DerivationContext,
): DerivedSeries {
  const [phi] = node.args;
  const selector = bucketsBelow(buckets);
  if (phi?.type !== 'number' || !selector)
    return cannot('the quantile is not calculated from rates of buckets');
  const bounds = selector.metric?.buckets;
  if (selector.metric?.kind === 'histogram' && !bounds) {
    return cannot(`the catalog has no buckets for ${selector.metric.name}`);
  }
  const last = bounds?.at(-1) ?? Number.POSITIVE_INFINITY;
  const beyond = wanted.find(([, value]) => value > last || value <= 0);
  if (beyond) return cannot(`no quantile of ${selector.name} can be ${beyond[1]}`);
  const values = wanted.map(([at, value]) => [at, enough, { quantile: phi.value, value }] as const);
  return fromSelector(
    { ...selector, matchers: withoutLe(selector.matchers) },
    observations(values),
    context.place,
  );
}

/** The bucket selector inside aggregations and a rate. */
function bucketsBelow(node: Node): SelectorNode | undefined {
  if (node.type === 'aggregate' && node.op === 'sum') return bucketsBelow(node.of);
  if (node.type === 'call' && (node.name === 'rate' || node.name === 'increase')) {
    const [range] = node.args;
    return range?.type === 'range' ? range.of : undefined;
  }
  return undefined;
}
