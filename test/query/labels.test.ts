import { record } from 'dashwright';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Matcher } from '../../src/catalog/index.js';
import { analyse } from '../../src/check/analysis/analyse.js';
import { catalogSeries } from '../../src/check/analysis/series.js';
import { type Engine, loadEngine } from '../../src/engine/index.js';
import {
  type AnyVector,
  absent,
  aggregate,
  type BinaryOperator,
  countValues,
  div,
  histogramQuantile,
  keptLabels,
  labelJoin,
  labelReplace,
  type Node,
  negate,
  nodeOf,
  print,
  promql,
  rate,
  type Scalar,
  scalar,
  sum,
  time,
  topk,
} from '../../src/query/index.js';
import { binary } from '../../src/query/promql/binary.js';
import { call } from '../../src/query/promql/expression.js';
import {
  fixedValue,
  keptByShape,
  type LabelFlow,
  labelFlowOf,
  mayHave,
} from '../../src/query/promql/labels/index.js';
import { metrics, resolved } from '../check/support.js';

const { lag_seconds: lag, lag_limit_seconds: limit, fill_ratio: fill, requests_total: requests } = metrics;
const buckets = metrics.took_seconds.bucket;

describe('the labels that a typed expression keeps', () => {
  const cases: readonly (readonly [what: AnyVector | Scalar, labels: readonly string[] | undefined])[] = [
    [lag, ['topic', 'job', 'instance']],
    [lag.where({ topic: '' }), ['job', 'instance']],
    [buckets, ['path', 'job', 'instance', 'le']],
    [histogramQuantile(0.9, buckets), ['path', 'job', 'instance']],
    [sum(lag), []],
    [sum(requests, { by: ['status', 'path'] }), ['status', 'path']],
    [sum(lag, { without: ['instance'] }), ['topic', 'job']],
    [sum(promql<'a'>`hand_written`, { by: ['a'] }), ['a']],
    [promql<'a'>`hand_written`, undefined],
    [sum(promql<'a' | 'b'>`hand_written`, { without: ['a'] }), undefined],
    [topk(1, lag, { by: ['job'] }), ['topic', 'job', 'instance']],
    [countValues('value', lag), ['value']],
    [counted({ by: ['topic'] }), ['topic', 'value']],
    [counted({ without: ['topic', 'instance'] }), ['job', 'value']],
    [counted({ without: ['topic', 'value'] }), ['job', 'instance']],
    [
      labelReplace(lag, { dstLabel: 'job', replacement: '$1', srcLabel: 'topic', regex: /(.*)/ }),
      lagLabels(),
    ],
    [labelJoin(lag, { dstLabel: 'new', separator: '-', srcLabels: ['job'] }), [...lagLabels(), 'new']],
    [div(lag, limit, { on: ['topic'] }), ['topic']],
    [div(lag, fill, { ignoring: ['topic'] }), ['job', 'instance']],
    [div(fill, lag, { on: ['job'], groupRight: [] }), lagLabels()],
    [div(fill, lag, { on: ['job'], groupLeft: ['topic'] }), ['job', 'instance', 'topic']],
    [binary('or', sum(lag), sum(lag, { by: ['topic'] })), ['topic']],
    [div(1, lag), lagLabels()],
    [div(scalar(lag), sum(lag)), []],
    [div(time(), lag), lagLabels()],
    [absent(lag.where({ topic: 'orders' })), ['topic']],
    [call('info', lag), undefined],
  ];
  test.each(cases.map(([what, labels]) => [print(nodeOf(what), { window: '5m' }), what, labels] as const))(
    '%s',
    (_text, what, labels) => expect(keptLabels(nodeOf(what))).toEqual(labels),
  );

  test('of a series recorded from raw PromQL: any', () => {
    const { series: recorded } = record('a:b', { expr: promql<'a'>`hand_written`, labels: { tier: 'gold' } });
    expect(keptLabels(nodeOf(recorded))).toBeUndefined();
    expect(keptLabels(nodeOf(sum(recorded, { by: ['a'] })))).toEqual(['a']);
  });

  test('from the expression only: relabelling may add labels to a selector', () => {
    expect(keptByShape(nodeOf(lag))).toBeUndefined();
    expect(keptByShape(nodeOf(topk(1, sum(lag, { by: ['topic'] }))))).toEqual(['topic']);
    expect(keptByShape(nodeOf(counted({ by: ['topic'] })))).toEqual(['topic', 'value']);
    expect(keptByShape(nodeOf(div(lag, limit, { on: ['topic'] })))).toEqual(['topic']);
  });
});

/** `count_values` with a grouping. */
function counted(grouping: { readonly by?: readonly string[]; readonly without?: readonly string[] }) {
  return aggregate('count_values', lag, grouping, { type: 'string', value: 'value' });
}

function lagLabels(): readonly string[] {
  return ['topic', 'job', 'instance'];
}

const engine: Engine = await loadEngine();
const known = catalogSeries(resolved({}));
const examples = {
  lag_seconds: ['topic="orders"', 'topic="fills"'],
  lag_limit_seconds: ['topic="orders"', 'topic="fills"'],
  fill_ratio: [],
  requests_total: ['path="/a",status="200"', 'path="/a",status="500"', 'path="/b",status="200"'],
  took_seconds_bucket: ['path="/a",le="0.1"', 'path="/a",le="5"', 'path="/a",le="+Inf"'],
  gc_seconds: ['quantile="0.5"', 'quantile="0.9"'],
};
const series = engine.loadSeries(
  Object.entries(examples).flatMap(([name, labels]) =>
    (labels.length === 0 ? [''] : labels.map((own) => `${own},`)).flatMap((own) =>
      ['one:1', 'two:1'].map((instance) => ({
        series: `${name}{${own}job="shop",instance="${instance}"}`,
        values: '1+2x30',
        intervalMs: 60_000,
      })),
    ),
  ),
);

type Vector = { readonly node: Node };
const text = (value: string) => ({ text: value });
const selector = fc
  .constantFrom<AnyVector>(
    lag,
    lag.where({ topic: 'orders' }),
    lag.where({ topic: /o.*/ }),
    limit.where({ topic: '' }),
    limit.offsetBy('1m'),
    fill,
    rate(requests),
    requests.where({ status: '500' }),
    buckets,
    ofName('gc_seconds'),
    ofName('not_declared', [{ label: 'path', operator: '=', value: '/a' }]),
    ofName('not_declared', [{ label: 'status', operator: '=', value: '' }]),
    call('vector', 1),
    absent(lag.where({ topic: 'nothing', job: 'a' })),
  )
  .map((of): Vector => ({ node: nodeOf(of) }));

function ofName(name: string, matchers: readonly Matcher[] = []): Vector {
  return { node: { type: 'selector', name, metric: known.get(name)?.metric, matchers } };
}

const label = fc.constantFrom('topic', 'path', 'status', 'job', 'instance', 'le', 'quantile', 'new');
const labels = fc.uniqueArray(label, { maxLength: 3 });
const one = fc.constantFrom<number | Scalar>(1, 0.5, time(), scalar(fill), binary('+', 1, time()) as Scalar);
const grouping = fc.oneof(
  fc.constant(undefined),
  labels.map((by) => ({ by })),
  labels.map((without) => ({ without })),
);
const operator = fc.constantFrom<BinaryOperator>('+', '/', '>', '==');
const matching = fc.oneof(
  fc.constant(undefined),
  labels.map((on) => ({ on })),
  labels.map((ignoring) => ({ ignoring })),
);

/** Random expressions with each construct that adds, keeps or removes labels. */
const { vector } = fc.letrec<{ vector: Vector }>((tie) => {
  const inner = tie('vector');
  return {
    vector: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      selector,
      fc
        .tuple(fc.constantFrom('sum', 'max', 'group'), inner, grouping)
        .map(([op, of, groups]) => aggregate(op, of, groups)),
      fc
        .tuple(fc.constantFrom('topk', 'bottomk', 'limitk', 'quantile'), inner, grouping)
        .map(([op, of, groups]) => aggregate(op, of, groups, { type: 'number', value: 1 })),
      fc
        .tuple(inner, label, grouping)
        .map(([of, value, groups]) => aggregate('count_values', of, groups, { type: 'string', value })),
      fc
        .tuple(fc.constantFrom('abs', 'timestamp', 'sort', 'absent', 'info'), inner)
        .map(([name, of]) => call(name, of)),
      inner.map(negate),
      inner.map((of) => call('histogram_quantile', 0.9, of)),
      inner.map((of) => call('max_over_time', { node: { type: 'subquery', of: of.node, window: '5m' } })),
      fc
        .tuple(inner, label, fc.constantFrom('$1', 'fixed', ''), label, fc.constantFrom('.*', '(o.*)'))
        .map(([of, ...[to, value, from, match]]) =>
          call('label_replace', of, text(to), text(value), text(from), text(match)),
        ),
      fc
        .tuple(inner, label, fc.constantFrom('-', ''), labels)
        .map(([of, to, between, from]) => call('label_join', of, text(to), text(between), ...from.map(text))),
      fc.tuple(operator, inner, one).map(([op, of, value]) => binary(op, of, value)),
      fc.tuple(operator, one, inner).map(([op, value, of]) => binary(op, value, of)),
      fc
        .tuple(
          fc.oneof(operator, fc.constantFrom<BinaryOperator>('and', 'or', 'unless')),
          inner,
          inner,
          matching,
        )
        .map(([op, left, right, how]) => binary(op, left, right, how)),
      fc
        .tuple(operator, inner, inner, labels, labels, fc.constantFrom('groupLeft', 'groupRight'))
        .map(([op, left, right, on, include, group]) =>
          binary(op, left, right, { on, [group]: include.filter((name) => !on.includes(name)) }),
        ),
    ),
  };
});

/** A label set as plain data in a fixed order. */
function shown(flow: LabelFlow) {
  const { guaranteed, possible, open, gone } = flow;
  const fixed = [...possible].map((name) => [name, fixedValue(flow, name)]).filter(([, value]) => value);
  return {
    guaranteed: [...guaranteed].sort(),
    possible: [...possible].sort(),
    open,
    gone: [...gone].sort(),
    fixed,
  };
}

describe('on random typed expressions', () => {
  /** From the rendered text, as Prometheus' parser reads it. */
  function flowOfText(expr: string): LabelFlow | undefined {
    const [result] = engine.parse([expr], { features: 'all' });
    if (!result) throw new Error(`${expr} was not parsed`);
    return result.ok ? analyse(result.ast, (name) => known.get(name), new Set()).root.flow : undefined;
  }

  const expressions = fc.sample(vector, { numRuns: 1500, seed: 4 });

  test('definitions and checks infer the same labels', () => {
    let compared = 0;
    for (const { node } of expressions) {
      const expr = print(node, { window: '5m' });
      const flow = flowOfText(expr);
      if (!flow) continue;
      compared += 1;
      expect(shown(labelFlowOf(node)), expr).toEqual(shown(flow));
    }
    expect(compared).toBeGreaterThan(1000);
  });

  test("Prometheus' engine returns no other labels, and all guaranteed ones", () => {
    let samples = 0;
    for (const { node } of expressions.slice(0, 500)) {
      const expr = print(node, { window: '5m' });
      const flow = labelFlowOf(node);
      for (const { labels } of evaluated(expr)) {
        samples += 1;
        const names = Object.keys(labels).filter((name) => name !== '__name__');
        expect(
          names.filter((name) => !mayHave(flow, name)),
          expr,
        ).toEqual([]);
        for (const name of flow.guaranteed) expect(names, expr).toContain(name);
        for (const name of flow.possible) {
          const value = fixedValue(flow, name);
          if (value !== undefined) expect(labels[name], expr).toBe(value);
        }
      }
    }
    expect(samples).toBeGreaterThan(300);
  });

  /** Nothing if Prometheus rejects many-to-many matching, or a result with duplicate label sets. */
  function evaluated(expr: string) {
    try {
      const result = series.instantQuery({ expr, at: 1_500_000, features: 'all' });
      return result.type === 'vector' ? result.samples : [];
    } catch {
      return [];
    }
  }
});
