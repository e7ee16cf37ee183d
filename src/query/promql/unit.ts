import type { Metric } from '../../catalog/index.js';
import { grafanaUnits } from '../../catalog/shape/grafana-units.js';
import type { BinaryNode, CallNode, Node } from './node.js';

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
      return ['count', 'group', 'count_values'].includes(node.op) ? 'short' : infer(node.of);
    case 'call':
      return callUnit(node);
    case 'binary':
      return binaryUnit(node.op, node.left, node.right) ?? (node.ratio ? ratioOfUnknown(node) : undefined);
    default:
      return undefined;
  }
}

function selectorUnit(name: string, metric: Metric | undefined): string | undefined {
  if (!metric) return undefined;
  if (name === metric.name || name.endsWith('_sum')) return metric.unit;
  return 'observations';
}

function callUnit(node: CallNode): string | undefined {
  const argument = node.args.find((arg) => arg.type !== 'number' && arg.type !== 'string');
  switch (node.name) {
    case 'rate':
    case 'irate':
    case 'deriv':
      return argument && perSecond(infer(argument));
    case 'time':
    case 'timestamp':
      return 'timestamp';
    case 'histogram_quantile':
    case 'histogram_avg':
    case 'histogram_sum':
    case 'histogram_stddev':
      return argument && observationUnit(argument);
    case 'histogram_fraction':
      return 'ratio';
    case 'absent':
    case 'absent_over_time':
    case 'changes':
    case 'resets':
    case 'count_over_time':
    case 'histogram_count':
    case 'sgn':
      return 'short';
    default:
      return argument && infer(argument);
  }
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

function binaryUnit(op: string, left: Node, right: Node): string | undefined {
  if (op === '*' || op === '/') return productUnit(op, left, right);
  const [a, b] = [infer(left), infer(right)];
  if (op === '-' && a === 'timestamp' && b === 'timestamp') return 's';
  return left.type === 'number' ? b : (a ?? (op === 'or' ? b : undefined));
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

function productUnit(op: '*' | '/', left: Node, right: Node): string | undefined {
  const [a, b] = [infer(left), infer(right)];
  if (op === '/' && isAverage(left, right)) return observationUnit(left);
  if (op === '/' && a !== undefined && b !== undefined && sameDimension(a, b)) return 'ratio';
  const factor = left.type === 'number' ? left.value : right.type === 'number' ? right.value : undefined;
  const unit = left.type === 'number' ? b : a;
  if (factor === 1 || unit === undefined) return unit;
  if (op === '*' && factor === 100 && (unit === 'ratio' || unit === 'percentunit')) return 'percent';
  if (op === '*' && factor === 1000 && unit === 's') return 'ms';
  if (op === '*' && factor === 1000 && unit === 'timestamp') return 'dateTimeFromNow';
  if (op === '/' && factor === 1000 && unit === 'ms') return 's';
  if (op === '*' && factor === 60 && perMinute.has(unit)) return perMinute.get(unit);
  return undefined;
}

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
