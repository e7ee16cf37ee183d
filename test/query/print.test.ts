import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Expression, loadEngine } from '../../src/engine/index.js';
import type { BinaryOperator, Node, SelectorNode } from '../../src/query/index.js';
import { print } from '../../src/query/index.js';

const engine = await loadEngine();
const context = { window: '5m' };

// Names and label values that are hard to print: quotes, backslashes, line breaks, other scripts, UTF-8 names.
const labelValue = fc.oneof(
  fc.string(),
  fc.constantFrom('a"b', 'a\\b', 'a\nb', '한국어', '{{ x }}', '$var', '`', '\ufffd'),
  fc.string({ unit: 'grapheme' }),
);
const labelName = fc.constantFrom(
  'job',
  'path',
  'le',
  'status_code',
  'service.name',
  'inf',
  'NaN',
  'without',
  'by',
);
const metricName = fc.constantFrom(
  'up',
  'http_requests_total',
  'job:x:rate5m',
  'http.server.duration',
  'inf',
  'nan',
  'on',
  'Bool',
  'sum',
);
const duration = fc.constantFrom('30s', '5m', '1h', '7d');
const matcher = fc.record({
  label: labelName,
  operator: fc.constantFrom('=' as const, '!=' as const),
  value: labelValue.filter((value) => isWellFormed(value)),
});

const selector = fc.record({
  type: fc.constant('selector' as const),
  name: metricName,
  metric: fc.constant(undefined),
  matchers: fc.array(matcher, { maxLength: 3 }),
  offset: fc.option(duration, { nil: undefined }),
  at: fc.option(
    fc.oneof(fc.constantFrom('start' as const, 'end' as const), fc.integer({ min: 0, max: 2e9 })),
    { nil: undefined },
  ),
});
const number = fc
  .oneof(
    fc.double({ noNaN: true }),
    fc.integer(),
    fc.constantFrom(0.05, 5e9, 1e21, 1e-7, Number.POSITIVE_INFINITY),
  )
  .map((value): Node => ({ type: 'number', value }));

const operators: readonly BinaryOperator[] = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  'atan2',
  '==',
  '!=',
  '>',
  '<',
  '>=',
  '<=',
  'and',
  'or',
  'unless',
];
const setOperators = new Set(['and', 'or', 'unless']);

const { vector } = fc.letrec<{ vector: Node; operand: Node }>((tie) => ({
  operand: fc.oneof({ maxDepth: 4 }, tie('vector'), number),
  vector: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    selector,
    fc.record({ type: fc.constant('negate' as const), of: tie('vector') }),
    fc
      .tuple(
        fc.constantFrom('rate', 'increase', 'max_over_time'),
        selector,
        fc.oneof(duration, fc.constant('auto')),
      )
      .map(([name, of, window]): Node => ({ type: 'call', name, args: [{ type: 'range', of, window }] })),
    fc.tuple(tie('vector'), duration, fc.option(duration, { nil: undefined })).map(
      ([of, window, step]): Node => ({
        type: 'call',
        name: 'avg_over_time',
        args: [{ type: 'subquery', of, window, step }],
      }),
    ),
    fc
      .tuple(
        fc.constantFrom('sum', 'max'),
        tie('vector'),
        fc.array(labelName, { maxLength: 2 }),
        fc.boolean(),
      )
      .map(
        ([op, of, labels, without]): Node => ({
          type: 'aggregate',
          op,
          of,
          ...(without ? { without: labels } : { by: labels }),
        }),
      ),
    fc
      .tuple(fc.integer({ min: 1, max: 9 }), tie('vector'))
      .map(([k, of]): Node => ({ type: 'aggregate', op: 'topk', of, param: { type: 'number', value: k } })),
    fc
      .tuple(
        fc.constantFrom(...operators),
        tie('vector'),
        tie('vector'),
        fc.array(labelName, { maxLength: 2 }),
        fc.constantFrom('all', 'on', 'ignoring'),
      )
      .map(
        ([op, left, right, labels, how]): Node => ({
          type: 'binary',
          op,
          left,
          right,
          ...(how === 'all' ? {} : { matching: how === 'on' ? { on: labels } : { ignoring: labels } }),
        }),
      ),
    fc
      .tuple(
        fc.constantFrom(...operators.filter((op) => !setOperators.has(op))),
        tie('vector'),
        number,
        fc.boolean(),
      )
      .map(
        ([op, one, other, first]): Node => ({
          type: 'binary',
          op,
          left: first ? one : other,
          right: first ? other : one,
        }),
      ),
  ),
}));

it('prints any expression so that Prometheus parses the same tree', () => {
  fc.assert(
    fc.property(vector, (node) => {
      const text = print(node, context);
      const [parsed] = engine.parse([text]);
      if (!parsed?.ok) throw new Error(`${text}: ${JSON.stringify(parsed?.errors)}`);
      expect(shapeOfTree(parsed.ast), text).toEqual(shapeOfNode(node));
    }),
    { numRuns: 500 },
  );
});

it('an aggregation that keeps whole expressions in parentheses is readable', () => {
  const requests: SelectorNode = {
    type: 'selector',
    name: 'requests_total',
    metric: undefined,
    matchers: [],
  };
  const rate: Node = { type: 'call', name: 'rate', args: [{ type: 'range', of: requests, window: 'auto' }] };
  const total: Node = { type: 'aggregate', op: 'sum', of: rate, by: ['path'] };
  const product: Node = {
    type: 'binary',
    op: '*',
    left: { type: 'binary', op: '+', left: total, right: total },
    right: { type: 'number', value: -2 },
  };
  expect(print(product, { window: '$__rate_interval' })).toBe(
    '(sum by (path) (rate(requests_total[$__rate_interval])) + sum by (path) (rate(requests_total[$__rate_interval]))) * -2',
  );
});

/** Grafana and YAML use UTF-8, which has no lone surrogates. */
function isWellFormed(text: string): boolean {
  return Buffer.from(text, 'utf8').toString('utf8') === text;
}

/** Both trees in one notation, without parentheses and positions. */
type Shape = readonly unknown[];

function shapeOfNode(node: Node): Shape {
  switch (node.type) {
    case 'number':
      return ['number', node.value];
    case 'variable':
      return ['variable', node.text];
    case 'string':
      return ['string', node.value];
    case 'selector':
      return [
        'selector',
        node.name,
        node.matchers.map(({ label, operator, value }) => [label, operator, value]),
        milliseconds(node.offset),
        at(node.at),
      ];
    case 'range':
      return [
        'range',
        shapeOfNode(node.of),
        milliseconds(node.window === 'auto' ? context.window : node.window),
      ];
    case 'subquery':
      return [
        'subquery',
        shapeOfNode(node.of),
        milliseconds(node.window),
        node.step === undefined ? undefined : milliseconds(node.step),
      ];
    case 'call':
      return ['call', node.name, ...node.args.map(shapeOfNode)];
    case 'aggregate':
      return [
        'aggregate',
        node.op,
        shapeOfNode(node.of),
        node.param && shapeOfNode(node.param),
        node.without ?? node.by ?? [],
        node.without !== undefined,
      ];
    case 'negate':
      return ['negate', shapeOfNode(node.of)];
    case 'binary': {
      const { on, ignoring } = node.matching ?? {};
      return [
        'binary',
        node.op,
        shapeOfNode(node.left),
        shapeOfNode(node.right),
        on ?? ignoring ?? [],
        on !== undefined,
      ];
    }
    case 'raw':
      return ['raw'];
  }
}

function shapeOfTree(tree: Expression): Shape {
  switch (tree.kind) {
    case 'paren':
      return shapeOfTree(tree.expr);
    case 'number':
      return ['number', tree.value];
    case 'string':
      return ['string', tree.value];
    case 'vector':
      return ['selector', ...named(tree), tree.offsetMs, tree.at];
    case 'matrix':
      return ['range', shapeOfTree(tree.selector), tree.rangeMs];
    case 'subquery':
      return ['subquery', shapeOfTree(tree.expr), tree.rangeMs, tree.stepMs];
    case 'call':
      return ['call', tree.func, ...tree.args.map(shapeOfTree)];
    case 'aggregation':
      return [
        'aggregate',
        tree.op,
        shapeOfTree(tree.expr),
        tree.param && shapeOfTree(tree.param),
        tree.grouping,
        tree.without,
      ];
    case 'unary':
      // A negative number is a sign and a number to the parser where it is an operand.
      return tree.expr.kind === 'number' ? ['number', -tree.expr.value] : ['negate', shapeOfTree(tree.expr)];
    case 'binary':
      return [
        'binary',
        tree.op,
        shapeOfTree(tree.lhs),
        shapeOfTree(tree.rhs),
        tree.matching?.labels ?? [],
        tree.matching?.on ?? false,
      ];
  }
}

const units: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 };
function milliseconds(text: string | undefined): number {
  return text === undefined ? 0 : Number.parseInt(text, 10) * (units[text.at(-1) ?? ''] ?? Number.NaN);
}
function at(value: SelectorNode['at']): unknown {
  return typeof value === 'number' ? value * 1000 : value;
}

/** A name that needs quotes is a matcher to the parser. */
function named({ name, matchers }: Extract<Expression, { kind: 'vector' }>): [string, Shape[]] {
  const [first, ...others] = matchers.map((matcher) => [matcher.name, matcher.op, matcher.value]);
  return first?.[0] === '__name__' ? [String(first[2]), others] : [name, first ? [first, ...others] : []];
}
