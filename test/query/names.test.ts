import * as dashwright from 'dashwright';
import * as testing from 'dashwright/testing';
import { beforeAll, expect, test } from 'vitest';
import { type Engine, type Expression, loadEngine } from '../../src/engine/index.js';
import { print } from '../../src/query/promql/index.js';

/**
 * The public functions compared with PromQL in Prometheus' own parser: a function with the camel case name
 * of a PromQL function, aggregation or operator renders it, and no such name means anything else.
 */

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine();
});

const d = dashwright;
const metrics = d.catalog({
  queue: d.gauge({ help: 'Waiting.', unit: 'jobs', labels: { topic: ['a'] } }),
  done_total: d.counter({ help: 'Done.', unit: 'jobs' }),
  took_seconds: d.histogram({ help: 'Time.', unit: 's' }),
  size_bytes: d.nativeHistogram({ help: 'Size.', unit: 'bytes' }),
});
const { queue, done_total: done, took_seconds: took, size_bytes: size } = metrics;
const sizes = d.rate(size);

/** A call of each function whose argument is not a single vector. */
const calls: Readonly<Record<string, () => unknown>> = {
  time: () => d.time(),
  vector: () => d.vector(1),
  clamp: () => d.clamp(queue, 0, 1),
  clampMin: () => d.clampMin(queue, 0),
  clampMax: () => d.clampMax(queue, 1),
  sortByLabel: () => d.sortByLabel(queue, 'topic'),
  labelReplace: () =>
    d.labelReplace(queue, { dstLabel: 'to', replacement: '$1', srcLabel: 'topic', regex: /(.*)/ }),
  labelJoin: () => d.labelJoin(queue, { dstLabel: 'to', separator: '-', srcLabels: ['topic'] }),
  rate: () => d.rate(done),
  irate: () => d.irate(done),
  increase: () => d.increase(done),
  resets: () => d.resets(done),
  predictLinear: () => d.predictLinear(queue, '1h', 60),
  doubleExponentialSmoothing: () => d.doubleExponentialSmoothing(queue, '1h', 0.5, 0.5),
  quantileOverTime: () => d.quantileOverTime(0.9, queue),
  histogramQuantile: () => d.histogramQuantile(0.9, took),
  histogramFraction: () => d.histogramFraction(0, 1, size),
  histogramCount: () => d.histogramCount(sizes),
  histogramSum: () => d.histogramSum(sizes),
  histogramAvg: () => d.histogramAvg(sizes),
  histogramStddev: () => d.histogramStddev(sizes),
  histogramStdvar: () => d.histogramStdvar(sizes),
  topk: () => d.topk(1, queue),
  bottomk: () => d.bottomk(1, queue),
  limitk: () => d.limitk(1, queue),
  limitRatio: () => d.limitRatio(0.5, queue),
  quantile: () => d.quantile(0.9, queue),
  countValues: () => d.countValues('value', queue),
  and: () => d.and(queue, queue),
  or: () => d.or(queue, queue),
  unless: () => d.unless(queue, queue),
  atan2: () => d.atan2(queue, queue),
};

/** `histogramQuantile` as `histogram_quantile`. */
function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** True for a function, an aggregation or a keyword of the engine's Prometheus. */
function isPromql(name: string): boolean {
  const [parsed] = engine.parse([`${name}()`], { features: 'all' });
  return parsed?.ok === true || !parsed?.errors.some(({ message }) => message.includes('unknown function'));
}

/** The function, aggregation or operator at the root of an expression. */
function calledBy(ast: Expression): string {
  if (ast.kind === 'call') return ast.func;
  return ast.kind === 'aggregation' || ast.kind === 'binary' ? ast.op : ast.kind;
}

function functionsOf(module: object): [string, (given: unknown) => unknown][] {
  return Object.entries(module).filter(([, value]) => typeof value === 'function');
}

test('the engine distinguishes functions of PromQL from other names', () => {
  expect(['rate', 'quantile', 'histogram_quantile', 'pi', 'limit_ratio'].map(isPromql)).not.toContain(false);
  expect(['mean', 'share', 'ratio', 'holds'].map(isPromql)).not.toContain(true);
});

test('a function with a PromQL name renders that function', () => {
  const names = functionsOf(dashwright).filter(([name]) => isPromql(snake(name)));
  expect(names.length).toBeGreaterThan(80);
  for (const [name, exported] of names) {
    const made = (calls[name] ?? (() => exported(queue)))() as { readonly node: Parameters<typeof print>[0] };
    const [parsed] = engine.parse([print(made.node, { window: '5m' })], { features: 'all' });
    if (!parsed?.ok) throw new Error(`${name} does not parse: ${JSON.stringify(parsed)}`);
    const called = calledBy(parsed.ast);
    expect({ name, called }).toEqual({ name, called: snake(name) });
  }
});

test('dashwright/testing has no PromQL names', () => {
  expect(functionsOf(testing).filter(([name]) => isPromql(snake(name)))).toEqual([]);
});

test('each histogram function takes a histogram, or buckets with le', () => {
  const buckets = d.sum(d.rate(took.bucket), { by: ['le'] });
  const text = (made: { readonly node: Parameters<typeof print>[0] }) => print(made.node, { window: '5m' });
  expect(text(d.histogramQuantile(0.9, took))).toBe(text(d.histogramQuantile(0.9, buckets)));
  expect(text(d.histogramFraction(0, 1, took))).toBe(text(d.histogramFraction(0, 1, buckets)));
  expect(text(d.histogramQuantile(0.9, size))).toBe('histogram_quantile(0.9, sum(rate(size_bytes[5m])))');
});
