import { beforeAll, describe, expect, test } from 'vitest';
import { type Engine, type Expression, loadEngine, type ParseOptions } from '../../src/engine/index.js';

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine();
});

function ast(expr: string, options?: ParseOptions): Expression {
  const [parsed] = engine.parse([expr], options);
  if (!parsed?.ok) throw new Error(`does not parse: ${JSON.stringify(parsed)}`);
  return parsed.ast;
}

function errorsOf(expr: string) {
  const [parsed] = engine.parse([expr]);
  return parsed?.ok ? [] : (parsed?.errors ?? []);
}

describe('the syntax tree', () => {
  test('of a selector has its name, matchers and modifiers', () => {
    expect(ast('http_requests_total{job="api", code=~"5..", a!="b", c!~"d"} offset -5m')).toEqual({
      kind: 'vector',
      start: 0,
      end: 70,
      name: 'http_requests_total',
      matchers: [
        { name: 'job', op: '=', value: 'api' },
        { name: 'code', op: '=~', value: '5..' },
        { name: 'a', op: '!=', value: 'b' },
        { name: 'c', op: '!~', value: 'd' },
      ],
      offsetMs: -300_000,
      offsetExpr: undefined,
      at: undefined,
      extension: undefined,
    });
  });

  test('of a selector without a name keeps a name matcher among the matchers', () => {
    expect(ast('{__name__=~"a|b", c="1"}')).toMatchObject({
      name: '',
      matchers: [
        { name: '__name__', op: '=~', value: 'a|b' },
        { name: 'c', op: '=', value: '1' },
      ],
    });
  });

  test('supports the three forms of @', () => {
    expect(ast('x @ 12.5')).toMatchObject({ at: 12_500 });
    expect(ast('x @ start()')).toMatchObject({ at: 'start' });
    expect(ast('x[5m] @ end()')).toMatchObject({ kind: 'matrix', rangeMs: 300_000, selector: { at: 'end' } });
  });

  test('of a subquery has range, step and offset', () => {
    expect(ast('max_over_time(rate(x[1m])[1h:5m] offset 1d)')).toMatchObject({
      kind: 'call',
      func: 'max_over_time',
      args: [
        {
          kind: 'subquery',
          rangeMs: 3_600_000,
          stepMs: 300_000,
          offsetMs: 86_400_000,
          expr: { func: 'rate' },
        },
      ],
    });
    expect(ast('max_over_time(x[1h:])')).toMatchObject({ args: [{ kind: 'subquery', stepMs: undefined }] });
  });

  test('of an aggregation has its parameter and grouping', () => {
    expect(ast('topk without (pod) (3, x)')).toMatchObject({
      kind: 'aggregation',
      op: 'topk',
      param: { kind: 'number', value: 3, duration: false },
      grouping: ['pod'],
      without: true,
      expr: { kind: 'vector', name: 'x' },
    });
    expect(ast('sum by (a, b) (x)')).toMatchObject({
      grouping: ['a', 'b'],
      without: false,
      param: undefined,
    });
  });

  test('of a binary operation has its matching', () => {
    expect(ast('a / on (job) group_left (node) b > bool 3')).toMatchObject({
      kind: 'binary',
      op: '>',
      returnBool: true,
      matching: undefined,
      lhs: {
        op: '/',
        matching: { card: 'many-to-one', on: true, labels: ['job'], include: ['node'] },
      },
      rhs: { kind: 'number', value: 3 },
    });
    expect(ast('a unless ignoring (x) b')).toMatchObject({
      matching: { card: 'many-to-many', on: false, labels: ['x'], include: [] },
    });
  });

  test('has numbers, durations, strings, parentheses and signs', () => {
    expect(ast('-(1h + 0x1F)')).toMatchObject({
      kind: 'unary',
      op: '-',
      expr: {
        kind: 'paren',
        expr: { lhs: { value: 3600, duration: true }, rhs: { value: 31, duration: false } },
      },
    });
    expect(ast('"tab\\t ü"')).toMatchObject({ kind: 'string', value: 'tab\t ü' });
    expect(ast('-Inf')).toMatchObject({ kind: 'number', value: Number.NEGATIVE_INFINITY });
  });

  test('has positions in UTF-16 units', () => {
    const text = 'x{a="日本🎉"} + y';
    const tree = ast(text);
    if (tree.kind !== 'binary') throw new Error(tree.kind);
    expect(text.slice(tree.lhs.start, tree.lhs.end)).toBe('x{a="日本🎉"}');
    expect(text.slice(tree.rhs.start, tree.rhs.end)).toBe('y');
    expect(tree.lhs).toMatchObject({ matchers: [{ value: '日本🎉' }] });
  });

  test('returns the value type', () => {
    const types = engine.parse(['1', 'x', 'x[1m]', '"s"']).map((one) => one.ok && one.valueType);
    expect(types).toEqual(['scalar', 'vector', 'matrix', 'string']);
  });
});

describe('errors', () => {
  test('have their position in the text', () => {
    const text = 'sum(rate(x))';
    const [error] = errorsOf(text);
    expect(error?.message).toBe('expected type range vector in call to function "rate", got instant vector');
    expect(text.slice(error?.start, error?.end)).toBe('x');
  });

  test('are placed correctly after characters outside of ASCII', () => {
    const text = 'a{b="日本🎉"} + sum(rate(x))';
    const [error] = errorsOf(text);
    expect(text.slice(error?.start, error?.end)).toBe('x');
  });

  test('are all reported', () => {
    expect(errorsOf('sum(rate(x[5m])').map((error) => error.message)).toEqual([
      'unclosed left parenthesis',
      'no arguments for aggregate expression provided',
    ]);
  });

  test.each([
    ['', 'no expression found in input'],
    ['x{a=~"("}', 'error parsing regexp'],
    ['x[0s]', 'duration must be greater than 0'],
    ['"a" + x', 'binary expression must contain only scalar and instant vector types'],
    ['"\\q"', 'unknown escape sequence'],
    ['{a=~".*"}', 'vector selector must contain at least one non-empty matcher'],
    ['foo(x)', 'unknown function with name "foo"'],
  ])('%j is rejected', (text, message) => {
    expect(errorsOf(text)[0]?.message).toContain(message);
  });

  test('in one expression do not affect its neighbours', () => {
    expect(engine.parse(['up', 'sum(', 'down']).map((one) => one.ok)).toEqual([true, false, true]);
  });
});

describe('features that are not enabled by default', () => {
  const cases = [
    ['limitk(2, x)', 'promql-experimental-functions'],
    ['sort_by_label(x, "a")', 'promql-experimental-functions'],
    ['a + fill(0) b', 'promql-binop-fill-modifiers'],
  ] as const;

  test.each(cases)('%s is rejected unless %s is enabled', (text, feature) => {
    expect(engine.parse([text])[0]?.ok).toBe(false);
    expect(engine.parse([text], { features: [feature] })[0]).toMatchObject({ ok: true, features: [feature] });
    expect(engine.parse([text], { features: 'all' })[0]).toMatchObject({ ok: true, features: [feature] });
  });

  test.each([
    ['rate(x[5m + 1m])', 'promql-duration-expr', '3.14'],
    ['rate(x[5m] anchored)', 'promql-extended-range-selectors', '3.16'],
    ['rate(x[5m] smoothed)', 'promql-extended-range-selectors', '3.16'],
  ])('%s needs %s, which is not a flag any more since %s', (text, feature) => {
    expect(engine.parse([text])[0]).toMatchObject({ ok: true, features: [feature] });
  });

  test('are not needed for plain PromQL', () => {
    expect(engine.parse(['rate(x[5m])'], { features: 'all' })[0]).toMatchObject({ features: [] });
  });

  test('show as text in the tree', () => {
    expect(ast('rate(x[5m + 1m])', { features: 'all' })).toMatchObject({ args: [{ rangeExpr: '5m + 1m' }] });
    expect(ast('a + fill_left(0) fill_right(2) b', { features: 'all' })).toMatchObject({
      matching: { fillLeft: 0, fillRight: 2 },
    });
  });
});

describe('text', () => {
  test('is canonical on request', () => {
    const asked = engine.parse(['sum( x ) by(a)', 'x{b="1",a="2"}[60s]'], { canonical: true });
    expect(asked.map((one) => one.ok && one.canonical)).toEqual(['sum by (a) (x)', 'x{a="2",b="1"}[1m]']);
    expect(engine.parse(['x'])[0]).not.toHaveProperty('canonical');
  });

  test('is pretty-printed by format', () => {
    const long = `sum by (job) (rate(${'long_'.repeat(14)}total{job="a"}[5m]))`;
    const [pretty, broken] = engine.format([long, 'sum(']);
    expect(pretty).toEqual({
      ok: true,
      text: `sum by (job) (\n  rate(${'long_'.repeat(14)}total{job="a"}[5m])\n)`,
    });
    expect(broken).toMatchObject({ ok: false, errors: [{ message: 'unclosed left parenthesis' }, {}] });
  });
});

describe('a batch', () => {
  const expressions = Array.from(
    { length: 10_000 },
    (_, i) => `sum by (job, instance) (rate(http_requests_${i}_total{job="api",status=~"5.."}[5m])) > ${i}`,
  );

  let parsed: ReturnType<typeof engine.parse>;
  let used: NodeJS.CpuUsage;
  beforeAll(() => {
    const start = process.cpuUsage();
    parsed = engine.parse(expressions);
    used = process.cpuUsage(start);
  });

  test('keeps its order across chunks', () => {
    expect(parsed).toHaveLength(expressions.length);
    const limits = parsed.map((one) => one.ok && one.ast.kind === 'binary' && one.ast.rhs);
    for (const [i, limit] of limits.entries()) expect(limit).toMatchObject({ value: i });
  });

  test('of ten thousand takes at most milliseconds each', () => {
    expect((used.user + used.system) / expressions.length).toBeLessThan(1000);
  });

  test('may be empty', () => {
    expect(engine.parse([])).toEqual([]);
  });
});
