import * as dashwright from 'dashwright';
import * as testing from 'dashwright/testing';
import { beforeAll, expect, test } from 'vitest';
import {
  aggregationNames,
  formerFunctions,
  functionNames,
} from '../../src/check/analysis/prometheus-features.js';
import { type Engine, type Expression, loadEngine } from '../../src/engine/index.js';
import { nodeOf, print } from '../../src/query/promql/index.js';

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
  pi: () => d.pi(),
  start: () => d.start(),
  end: () => d.end(),
  range: () => d.range(),
  step: () => d.step(),
  minOf: () => d.minOf(1, d.time()),
  maxOf: () => d.maxOf(1, d.time()),
  sortByLabelDesc: () => d.sortByLabelDesc(queue, 'topic'),
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
  histogramQuantiles: () => d.histogramQuantiles('q', [0.5, 0.9], took),
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

/** `histogram_quantile` as `histogramQuantile`. */
function camel(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

test('every function and aggregation of the engine has a function', () => {
  const names = [...functionNames, ...aggregationNames].filter(
    (name) => !Object.hasOwn(formerFunctions, name),
  );
  expect(names.filter((name) => !isPromql(name))).toEqual([]);
  const exported = new Set(functionsOf(dashwright).map(([name]) => name));
  expect(names.filter((name) => !exported.has(camel(name)))).toEqual([]);
});

/** Each operator and modifier of PromQL's grammar, in an expression of functions. */
const modifiers: readonly (readonly [expected: string, made: object])[] = [
  ['queue + queue', d.add(queue, queue)],
  ['queue - queue', d.sub(queue, queue)],
  ['queue * queue', d.mul(queue, queue)],
  ['queue / queue', d.div(queue, queue)],
  ['queue % queue', d.mod(queue, queue)],
  ['queue ^ queue', d.pow(queue, queue)],
  ['queue atan2 queue', d.atan2(queue, queue)],
  ['-queue', d.negate(queue)],
  ['-time()', d.negate(d.time())],
  ['queue == queue', d.eq(queue, queue)],
  ['queue != queue', d.ne(queue, queue)],
  ['queue > bool queue', d.gt(queue, queue, { bool: true })],
  ['time() > bool 0', d.gt(d.time(), 0, { bool: true })],
  ['queue < queue', d.lt(queue, queue)],
  ['queue >= queue', d.gte(queue, queue)],
  ['queue <= queue', d.lte(queue, queue)],
  ['size_bytes </ 0.5', d.trimUpper(size, 0.5)],
  ['size_bytes >/ 0.5', d.trimLower(size, 0.5)],
  ['queue and on (topic) queue', d.and(queue, queue, { on: ['topic'] })],
  ['queue or ignoring (topic) done_total', d.or(queue, done, { ignoring: ['topic'] })],
  ['queue unless on () hour()', d.unless(queue, d.hour(), { on: [] })],
  ['queue or done_total', d.or(queue, done, { ignoring: [] })],
  ['queue * on (job) group_left () done_total', d.mul(queue, done, { on: ['job'], groupLeft: [] })],
  [
    'done_total * ignoring (topic) group_right () queue',
    d.mul(done, queue, { ignoring: ['topic'], groupRight: [] }),
  ],
  ['queue + fill (0) queue', d.add(queue, queue, { fill: 0 })],
  ['queue > on (topic) fill_left (1) queue', d.gt(queue, queue, { on: ['topic'], fillLeft: 1 })],
  ['queue - fill_left (1) fill_right (2) queue', d.sub(queue, queue, { fillLeft: 1, fillRight: 2 })],
  ['queue offset 5m', d.abs(queue.offsetBy('5m'))],
  ['queue offset -5m', d.abs(queue.offsetBy('-5m'))],
  ['queue offset (step() * 2)', d.abs(queue.offsetBy('(step() * 2)'))],
  ['queue @ 60', d.abs(queue.atTime(60))],
  ['queue @ start()', d.abs(queue.atTime('start'))],
  ['queue smoothed', d.abs(queue.smoothed())],
  ['increase(done_total[1h] anchored)', d.increase(done.anchored(), '1h')],
  ['rate(done_total[1h] smoothed offset 5m)', d.rate(done.offsetBy('5m').smoothed(), '1h')],
  ['rate(done_total[(max_of(step(), 1m) * 4)])', d.rate(done, '(max_of(step(), 1m) * 4)')],
  ['max_over_time(queue[1h:])', d.maxOverTime(queue, '1h', { step: 'default' })],
  ['max_over_time(queue[1h:(step())])', d.maxOverTime(queue, '1h', { step: '(step())' })],
  [
    'increase(done_total[1h:1m] @ end() offset 1d)',
    d.increase(done, '1h', { step: '1m', offset: '1d', at: 'end' }),
  ],
  ['avg_over_time(queue[1h] offset 1d)', d.avgOverTime(queue, '1h', { offset: '1d' })],
  ['rate(max by (topic) (queue)[5m:])', d.rate(d.asCounter(d.max(queue, { by: ['topic'] })), '5m')],
  ['rate(queue[5m])', d.rate(d.asCounter(queue), '5m')],
  ['integral(queue[5m], 0)', d.integral(queue, '5m', 'left')],
  ['info(queue, {k8s_pod_name=~".+"})', d.info(queue, { k8s_pod_name: /.+/ })],
  ['sum by (topic) (done_total)', d.sum(d.withLabels(done, 'topic'), { by: ['topic'] })],
  [
    'count by (__name__) ({__name__=~"job_.+",job="api"})',
    d.count(d.series({ where: { __name__: /job_.+/, job: 'api' } }), { by: ['__name__'] }),
  ],
  ['scalar(done_total)', d.asSeries(d.scalar(done))],
  ['topk(scalar(done_total), queue)', d.topk(d.scalar(done), queue)],
  ['quantile without (topic) (0.9, queue)', d.quantile(0.9, queue, { without: ['topic'] })],
  ['count_values by (topic) ("v", queue)', d.countValues('v', queue, { by: ['topic'] })],
];

test('every operator and modifier of PromQL has an option, and is printed as Prometheus prints it', () => {
  const texts = modifiers.map(([, made]) => printed(made));
  expect(texts.map((text) => text.replace(/^abs\((.*)\)$/, '$1'))).toEqual(modifiers.map(([text]) => text));
  const parsed = engine.parse(texts, { features: 'all' });
  expect(parsed.flatMap((one, index) => (one.ok ? [] : [[texts[index], one.errors]]))).toEqual([]);
});

test('variables of a dashboard stand for numbers, durations, labels and names', () => {
  const texts = [
    d.topk('$k', queue),
    d.gt(queue, '${threshold}'),
    d.histogramQuantile('$quantile', took),
    d.sum(queue, { by: ['$grouping'] }),
    d.max(queue, { without: ['[[label]]'] }),
    d.div(d.sum(queue, { by: ['$label'] }), d.sum(done, { by: ['$label'] }), { on: ['$label'] }),
    d.abs(queue.where({ $label: '$value' })),
    d.increase(done.offsetBy('-$__interval'), '$__interval'),
    d.rate(d.series({ name: '${prefix}_total', where: { job: '$job' } }), '$__range'),
  ].map(printed);
  expect(texts).toEqual([
    'topk($k, queue)',
    'queue > ${threshold}',
    'histogram_quantile($quantile, sum by (le) (rate(took_seconds_bucket[5m])))',
    'sum by ($grouping) (queue)',
    'max without ([[label]]) (queue)',
    'sum by ($label) (queue) / on ($label) sum by ($label) (done_total)',
    'abs(queue{$label="$value"})',
    'increase(done_total[$__interval] offset -$__interval)',
    'rate(${prefix}_total{job="$job"}[$__range])',
  ]);
});

test('what would be no query is refused where it is written', () => {
  expect(() => d.topk(0, queue)).toThrow('topk: how many');
  expect(() => d.histogramQuantiles('q', [0.5, 2], took)).toThrow('histogramQuantiles: the quantiles');
  expect(() => d.integral(queue, '1h', 'middle' as never)).toThrow('integral: the strategy');
  expect(() => d.rate(done, '5 minutes' as never)).toThrow('the window of rate');
  expect(() => d.rate(d.sum(done) as never)).toThrow('rate: an expression is no counter');
  expect(() => d.asCounter(d.sum(done)).where({})).toThrow('asCounter: an expression cannot be narrowed');
  expect(() => d.asGauge(d.sum(done) as never)).toThrow('asGauge: the result of an expression is no metric');
  expect(() => d.series({ naem: 'x' } as never)).toThrow('series');
  expect(() => d.withLabels(queue)).toThrow('withLabels: the labels');
  expect(() => d.gt(queue, 'threshold' as never)).toThrow('cannot make an expression from');
});

function printed(made: object): string {
  return print(nodeOf(made as Parameters<typeof nodeOf>[0]), { window: '5m' });
}

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
