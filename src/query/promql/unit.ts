import type { Metric } from '../../catalog/index.js';
import { grafanaUnits } from '../../catalog/shape/grafana-units.js';
import { unitRuleOf } from './function-units.js';
import type { AggregateNode, BinaryNode, CallNode, Node } from './node.js';

/** A Grafana unit id, or `timestamp` (unix seconds) or `ratio`, which are converted below. */
export type Unit = string;

/** The Grafana unit of an expression's values, as far as it follows from its metrics and functions. */
export function unitOf(node: Node): Unit | undefined {
  return grafanaUnit(infer(node));
}

/** Whether an expression gives points in time, in seconds since 1970: Grafana shows those as plain numbers. */
export function isTimestamp(node: Node): boolean {
  return infer(node) === 'timestamp';
}

/** Grafana's id for a metric's declared unit; counts of things (`requests`) are plain numbers. */
export function grafanaUnit(unit: string | undefined): Unit | undefined {
  if (unit === undefined) return undefined;
  if (unit === 'ratio') return 'percentunit';
  if (unit === 'timestamp') return 'none';
  return countRates.has(unit) ? 'short' : unit;
}

/** Counted things, and Grafana's unit for their rate per second. */
const countRates = new Map([
  ['requests', 'reqps'],
  ['calls', 'reqps'],
  ['queries', 'reqps'],
  ['operations', 'ops'],
  ['transactions', 'ops'],
  ['commands', 'ops'],
  ['reads', 'rps'],
  ['writes', 'wps'],
  ['rows', 'rps'],
  ...countedThings(),
]);

/** Whether a unit is the plural of what is counted, such as `requests` and `errors`. */
export function countedThing(unit: string): boolean {
  return countRates.has(unit) || (/^[a-z][a-z_ -]+s$/.test(unit) && !grafanaUnits.has(unit));
}

function countedThings(): [string, string][] {
  const things =
    'errors failures events jobs queues nodes retries executions observations tokens flags messages users ' +
    'products files collections objects hits misses connections restarts leases pages blocks sessions items';
  return things.split(' ').map((thing) => [thing, 'cps']);
}

/** Unit per second: bytes become a throughput, seconds a ratio of time, counted things a rate. */
function perSecond(unit: string | undefined): string | undefined {
  if (unit === undefined) return undefined;
  if (unit === 'bytes' || unit === 'decbytes') return unit === 'bytes' ? 'binBps' : 'Bps';
  if (unit === 's') return 'percentunit';
  return countRates.get(unit);
}

function infer(node: Node): string | undefined {
  switch (node.type) {
    case 'selector':
      return selectorUnit(node.name, node.metric);
    case 'range':
    case 'subquery':
    case 'negate':
      return infer(node.of);
    case 'aggregate':
      return aggregateUnit(node);
    case 'call':
      return callUnit(node);
    case 'binary':
      return binaryUnit(node) ?? (node.ratio ? ratioOfUnknown(node) : undefined);
    default:
      return undefined;
  }
}

function selectorUnit(name: string, metric: Metric | undefined): string | undefined {
  if (!metric) return undefined;
  if (name === metric.name || name.endsWith('_sum')) return metric.unit;
  return 'observations';
}

function aggregateUnit({ op, of }: AggregateNode): string | undefined {
  switch (op) {
    case 'count':
    case 'group':
    case 'count_values':
      return 'short';
    case 'stddev':
      return differenceUnit(infer(of));
    case 'sum':
      return sumUnit(infer(of));
    case 'stdvar':
      return undefined;
    default:
      return infer(of);
  }
}

function callUnit({ name, args }: CallNode): string | undefined {
  const argument = args.find((arg) => arg.type !== 'number' && arg.type !== 'string');
  const unit = argument && infer(argument);
  switch (unitRuleOf(name)) {
    case 'same':
      return unit;
    case 'per second':
      return perSecond(unit);
    case 'difference':
      return differenceUnit(unit);
    case 'sum':
      return sumUnit(unit);
    case 'observations':
      return argument && observationUnit(argument);
    case 'point in time':
      return 'timestamp';
    case 'seconds':
      return 's';
    case 'ratio':
      return 'ratio';
    case 'count':
    case 'number':
      return 'short';
    case 'calendar':
      return 'none';
    case 'radians':
      return 'radian';
    case 'degrees':
      return 'degree';
    default:
      return undefined;
  }
}

/** The difference of two points in time is in seconds. */
function differenceUnit(unit: string | undefined): string | undefined {
  return unit === 'timestamp' ? 's' : unit;
}

function sumUnit(unit: string | undefined): string | undefined {
  return unit === 'timestamp' ? undefined : unit;
}

/** The unit of the observations in the histogram whose buckets are somewhere below `node`. */
export function observationUnit(node: Node): string | undefined {
  switch (node.type) {
    case 'selector':
      return node.metric?.unit;
    case 'range':
    case 'subquery':
    case 'negate':
    case 'aggregate':
      return observationUnit(node.of);
    case 'call':
      return node.args.map(observationUnit).find((unit) => unit !== undefined);
    case 'binary':
      return observationUnit(node.left) ?? observationUnit(node.right);
    default:
      return undefined;
  }
}

function binaryUnit({ op, left, right, bool }: BinaryNode): string | undefined {
  const [a, b] = [infer(left), infer(right)];
  switch (op) {
    case '*':
      return productUnit(left, right);
    case '/':
      return quotientUnit(left, right);
    case '+':
      if (a === 'timestamp' || b === 'timestamp') return a === b ? undefined : 'timestamp';
      return left.type === 'number' ? b : a;
    case '-':
      if (b === 'timestamp') return a === 'timestamp' ? 's' : undefined;
      // What is subtracted may be another point in time.
      if (a === 'timestamp') return b !== undefined || right.type === 'number' ? a : undefined;
      return left.type === 'number' ? b : a;
    case '^':
      return undefined;
    case 'atan2':
      return 'radian';
    case 'and':
    case 'unless':
    case '%':
      return a;
    case 'or':
      return a ?? b;
    default:
      // A comparison gives its left side, or 0 and 1.
      if (bool) return 'short';
      return left.type === 'number' ? b : a;
  }
}

/**
 * A part of a whole whose units the catalog does not both know: a ratio, unless one of them is known to be a measure,
 * as for the cost of a thousand tokens.
 */
function ratioOfUnknown({ left, right }: BinaryNode): string | undefined {
  const counts = [left, right].map(infer).every((unit) => unit === undefined || isCount(unit));
  return counts ? 'ratio' : undefined;
}

function isCount(unit: string): boolean {
  return countedThing(unit) || unit === 'short' || [...countRates.values()].includes(unit);
}

function productUnit(left: Node, right: Node): string | undefined {
  const [a, b] = [infer(left), infer(right)];
  if (left.type === 'number') return converted(b, left.value);
  if (right.type === 'number') return converted(a, right.value);
  // Joined for its labels: its value is one.
  if (isInfo(right)) return a;
  if (isInfo(left)) return b;
  if (isShare(b)) return a;
  return isShare(a) ? b : undefined;
}

function quotientUnit(left: Node, right: Node): string | undefined {
  const [a, b] = [infer(left), infer(right)];
  if (isAverage(left, right)) return observationUnit(left);
  if (a !== undefined && b !== undefined && sameDimension(a, b)) return 'ratio';
  if (right.type === 'number') {
    // A share divided by 0.01 is the share of a budget rather than a percentage.
    return right.value < 1 ? undefined : converted(a, 1 / right.value);
  }
  if (isInfo(right)) return a;
  return b === 's' ? perSecond(a) : undefined;
}

function isShare(unit: string | undefined): boolean {
  return unit === 'ratio' || unit === 'percentunit';
}

/** A series that is there for its labels, such as `target_info`, as it is or aggregated. */
function isInfo(node: Node): boolean {
  if (node.type === 'aggregate') return node.op === 'group' || isInfo(node.of);
  return node.type === 'selector' && node.name.endsWith('_info');
}

/** The unit of a multiple; undefined where Grafana has no name for it. */
function converted(unit: string | undefined, factor: number): string | undefined {
  if (unit === undefined || factor === 1) return unit;
  const [found] = (multiples.get(unit) ?? []).filter(([, one]) => Math.abs(factor / one - 1) < 1e-12);
  return found?.[0] ?? (factor === 60 ? perMinute.get(unit) : undefined);
}

/** Grafana's units by the unit that is multiplied, each with the factor. */
const multiples = new Map<string, readonly (readonly [unit: string, factor: number])[]>([
  ['ratio', [['percent', 100]]],
  ['percentunit', [['percent', 100]]],
  ['percent', [['percentunit', 1 / 100]]],
  ['timestamp', [['dateTimeFromNow', 1000]]],
  [
    's',
    [
      ['ms', 1e3],
      ['µs', 1e6],
      ['ns', 1e9],
      ['m', 1 / 60],
      ['h', 1 / 3600],
      ['d', 1 / 86_400],
    ],
  ],
  ['ms', [['s', 1e-3]]],
  ['µs', [['s', 1e-6]]],
  ['ns', [['s', 1e-9]]],
  ['m', [['s', 60]]],
  ['h', [['s', 3600]]],
  ['d', [['s', 86_400]]],
  [
    'bytes',
    [
      ['bits', 8],
      ['kbytes', 1 / 1024],
      ['mbytes', 1 / 1024 ** 2],
      ['gbytes', 1 / 1024 ** 3],
      ['deckbytes', 1e-3],
      ['decmbytes', 1e-6],
      ['decgbytes', 1e-9],
    ],
  ],
  ['decbytes', [['decbits', 8]]],
  ['binBps', [['binbps', 8]]],
  ['Bps', [['bps', 8]]],
]);

const perMinute = new Map([
  ['reqps', 'reqpm'],
  ['ops', 'opm'],
  ['rps', 'rpm'],
  ['wps', 'wpm'],
  ['cps', 'cpm'],
]);

/** Dividing counts of different things also gives a ratio: errors per request, hits per read. */
function sameDimension(a: string, b: string): boolean {
  if (a === b) return true;
  const rates = new Set(countRates.values());
  return (countRates.has(a) && countRates.has(b)) || (rates.has(a) && rates.has(b));
}

/** `rate(x_sum) / rate(x_count)`: the average observation. */
function isAverage(left: Node, right: Node): boolean {
  return partOf(left) === 'sum' && partOf(right) === 'count';
}

function partOf(node: Node): 'sum' | 'count' | undefined {
  switch (node.type) {
    case 'selector':
      if (node.metric === undefined || node.name === node.metric.name) return undefined;
      return node.name.endsWith('_sum') ? 'sum' : node.name.endsWith('_count') ? 'count' : undefined;
    case 'range':
    case 'aggregate':
      return partOf(node.of);
    case 'call':
      return node.args.map(partOf).find((part) => part !== undefined);
    case 'binary':
      return node.right.type === 'number' ? partOf(node.left) : undefined;
    default:
      return undefined;
  }
}
