import type { Place } from '../../catalog/index.js';
import { autoWindow, type CallNode, type Node, type SelectorNode } from '../../query/index.js';
import { counterOf } from '../scenario/counter-shape.js';
import { type HistogramShape, observing } from '../scenario/histogram-shape.js';
import { always } from '../scenario/presence.js';
import { durationText, secondsOf } from '../scenario/time.js';
import { valueShape } from '../scenario/value-shape.js';
import { invertBinary } from './invert-binary.js';
import { levelOf, mapSteps, type Steps } from './steps.js';
import { cannot, type Wish, wishSeries } from './wish.js';

/** What inverting an expression needs to know. */
export interface Inversion {
  readonly place: Place;
  /** Window of rates that name none. */
  readonly over: string;
  /** The expression and window behind a recorded name. */
  readonly recorded: (name: string) => { readonly node: Node; readonly over: string } | undefined;
}

/** Series under which an expression has these values; honest about what it cannot turn round. */
export function invert(node: Node, wanted: Steps, about: Inversion): Wish {
  switch (node.type) {
    case 'selector':
      return invertSelector(node, wanted, about);
    case 'range':
    case 'subquery':
      return invert(node.of, wanted, about);
    case 'negate':
      return invert(
        node.of,
        mapSteps(wanted, (value) => -value),
        about,
      );
    case 'aggregate':
      if (!sameForOne.has(node.op)) return cannot(`${node.op} of series is not turned round`);
      return invert(node.of, wanted, about);
    case 'call':
      return invertCall(node, wanted, about);
    case 'binary':
      return invertBinary(node, wanted, about);
    case 'raw':
      return cannot('hand-written PromQL is not turned round');
    default:
      return cannot('a number does not depend on series');
  }
}

/** Aggregations that give one series its own value. */
const sameForOne = new Set(['sum', 'max', 'min', 'avg', 'topk', 'bottomk', 'quantile']);
/** Functions that give a steady series its own value. */
const sameForSteady = new Set([
  ...['avg_over_time', 'max_over_time', 'min_over_time', 'last_over_time', 'quantile_over_time'],
  ...['abs', 'ceil', 'floor', 'round', 'clamp', 'clamp_min', 'clamp_max'],
  ...['scalar', 'vector', 'sort', 'sort_desc', 'label_replace', 'label_join'],
]);

function invertSelector(node: SelectorNode, wanted: Steps, about: Inversion): Wish {
  const behind = about.recorded(node.name);
  if (behind) return invert(behind.node, wanted, { ...about, over: behind.over });
  if (node.metric?.kind === 'native_histogram') return cannot(`${node.name} is a histogram as a whole`);
  return wishSeries(node, valueShape(levelOf(wanted), always), about.place);
}

function invertCall(node: CallNode, wanted: Steps, about: Inversion): Wish {
  const vector = node.args.find((arg) => arg.type !== 'number' && arg.type !== 'string');
  if (!vector) return cannot(`${node.name}() does not depend on series`);
  switch (node.name) {
    case 'rate':
    case 'irate':
    case 'deriv':
      return counting(vector, wanted, about);
    case 'increase':
    case 'delta': {
      if (vector.type !== 'range' && vector.type !== 'subquery') return cannot(`${node.name} needs a window`);
      const window = windowSeconds(vector.window, about);
      return counting(
        vector,
        mapSteps(wanted, (value) => value / window),
        about,
      );
    }
    case 'histogram_quantile':
      return invertQuantile(node, vector, wanted, about);
    default:
      if (sameForSteady.has(node.name)) return invert(vector, wanted, about);
      return cannot(`${node.name}() is not turned round`);
  }
}

export function windowSeconds(window: string, { over }: Pick<Inversion, 'over'>): number {
  return secondsOf(window === autoWindow ? over : window);
}

/** A series that rises by so much per second; a gauge may rise like a counter. */
function counting(range: Node, perSecond: Steps, { place }: Inversion): Wish {
  const of = selectorUnder(range);
  if (!of) return cannot('the rate of an expression is not turned round');
  const { metric, name } = of;
  if (perSecond.some(([, value]) => value < 0)) return cannot(`${name} would have to fall`);
  if (metric?.kind === 'histogram' || metric?.kind === 'native_histogram') {
    if (!name.endsWith('_count'))
      return cannot(`single buckets and sums of ${metric.name} are not turned round`);
    return wishSeries(of, observed(perSecond.map(([at, rate]) => [at, rate, 0])), place);
  }
  return wishSeries(of, counterOf(levelOf(perSecond)), place);
}

/** The selector that a window looks back on, or the one whose aggregate a subquery looks back on. */
function selectorUnder(node: Node): SelectorNode | undefined {
  if (node.type === 'selector') return node;
  if (node.type === 'range' || node.type === 'subquery') return selectorUnder(node.of);
  return node.type === 'aggregate' && sameForOne.has(node.op) ? selectorUnder(node.of) : undefined;
}

/** Observations per second that are plenty for any quantile. */
const enough = 10;

function invertQuantile(node: CallNode, buckets: Node, wanted: Steps, about: Inversion): Wish {
  const [phi] = node.args;
  const selector = bucketsBelow(buckets);
  if (phi?.type !== 'number' || !selector) return cannot('this quantile is not of plain bucket rates');
  const bounds = selector.metric?.buckets;
  if (selector.metric?.kind === 'histogram' && !bounds) {
    return cannot(`the catalog does not say which buckets ${selector.metric.name} has`);
  }
  const last = bounds?.at(-1) ?? Number.POSITIVE_INFINITY;
  const beyond = wanted.find(([, value]) => value > last || value <= 0);
  if (beyond) return cannot(`no quantile of ${selector.name} can be ${beyond[1]}`);
  const values = wanted.map(([at, value]) => [at, enough, { quantile: phi.value, value }] as const);
  return wishSeries({ ...selector, matchers: withoutLe(selector) }, observed(values), about.place);
}

function withoutLe({ matchers }: SelectorNode): SelectorNode['matchers'] {
  return matchers.filter(({ label }) => label !== 'le');
}

/** The bucket selector below aggregations and a rate. */
function bucketsBelow(node: Node): SelectorNode | undefined {
  if (node.type === 'aggregate' && node.op === 'sum') return bucketsBelow(node.of);
  if (node.type === 'call' && (node.name === 'rate' || node.name === 'increase')) {
    const [range] = node.args;
    return range?.type === 'range' ? range.of : undefined;
  }
  return undefined;
}

export function observed(
  parts: readonly (readonly [at: number, perSecond: number, values: Parameters<typeof observing>[2]])[],
): HistogramShape {
  const [first, ...rest] = parts.map(([at, rate, values]) => ({
    at,
    shape: observing(rate, 'per second', values),
  }));
  const start = first?.shape ?? observing(0, 'per second', 0);
  return rest.reduce((all, { at, shape }) => all.thenAt(durationText(at) as '1s', shape), start);
}
