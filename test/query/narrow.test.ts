import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Matcher } from '../../src/catalog/index.js';
import { type Expression, loadEngine, type VectorSelector } from '../../src/engine/index.js';
import { narrow } from '../../src/query/promql/narrow.js';

const engine = await loadEngine();
const added: readonly Matcher[] = [
  { label: 'cluster', operator: '=', value: 'stg' },
  { label: 'my.label', operator: '=~', value: 'a"b|c' },
];
const everywhere = (text: string) => narrow(text, () => added);
const text = 'cluster="stg","my.label"=~"a\\"b|c"';

describe('matchers are added to selectors, and everything else is kept as written', () => {
  test.each([
    ['up', `up{${text}}`],
    ['up{}', `up{${text}}`],
    ['up { }', `up {${text} }`],
    ['up{a="b"}', `up{a="b",${text}}`],
    ['up{a="b",}', `up{a="b",${text},}`],
    ['{__name__="up"}', `{__name__="up",${text}}`],
    ['{"my.metric"}', `{"my.metric",${text}}`],
    ["{'my.metric', `b.c`!~'d}'}", `{'my.metric', \`b.c\`!~'d}',${text}}`],
    ['sum  by(job) ( rate(x[5m]  offset 1h) )', `sum  by(job) ( rate(x{${text}}[5m]  offset 1h) )`],
    ['max_over_time((a / b)[1h:5m] @ end())', `max_over_time((a{${text}} / b{${text}})[1h:5m] @ end())`],
    ['up # of {all}\n  {a="b" # }\n  ,}', `up # of {all}\n  {a="b",${text} # }\n  ,}`],
    ['a * on(up) group_left(down) b', `a{${text}} * on(up) group_left(down) b{${text}}`],
    [
      'sum(sum) + by + start + limitk{}',
      `sum(sum{${text}}) + by{${text}} + start{${text}} + limitk{${text}}`,
    ],
    ['rate(offset[5m] offset 5m) + offset{}', `rate(offset{${text}}[5m] offset 5m) + offset{${text}}`],
    ['label_replace(x, "a", "$1", "b", "(up{.*})")', `label_replace(x{${text}}, "a", "$1", "b", "(up{.*})")`],
    ['info(x, {__name__="target_info"})', `info(x{${text}}, {__name__="target_info"})`],
    ['1 + Inf', '1 + Inf'],
    ['integral(x[5m]) / on (a) y', `integral(x{${text}}[5m]) / on (a) y{${text}}`],
    ['x > max_of(step(), min_of(1, 5))', `x{${text}} > max_of(step(), min_of(1, 5))`],
    ['newer_than_all(x, y offset (5m*2))', `newer_than_all(x{${text}}, y{${text}} offset (5m*2))`],
    ['x + fill(0) up', `x{${text}} + fill(0) up{${text}}`],
  ])('%s', (written, narrowed) => {
    expect(everywhere(written)).toBe(narrowed);
    expect(engine.parse([narrowed], { features: ['experimental-functions'] as never })[0]?.ok).toBeDefined();
  });

  test.each([
    ['rate(x[$__rate_interval])', `rate(x{${text}}[$__rate_interval])`],
    ['topk($n, x{a=~"$b"})[${range}:$step]', `topk($n, x{a=~"$b",${text}})[\${range}:$step]`],
    ['x offset $shift > [[limit]]', `x{${text}} offset $shift > [[limit]]`],
  ])('Grafana variables are not metrics: %s', (written, narrowed) => {
    const known = (expr: string) => narrow(expr, ({ name }) => (name === 'x' ? added : []));
    expect(known(written)).toBe(narrowed);
  });
});

test('a selector is passed with its name and matchers', () => {
  const seen: object[] = [];
  narrow(`a{b="c\\"d", e!~'f"g'} + {"h.i", "j.k"=~\`l\\d\`} + {__name__="m"}`, ({ name, matchers }) => {
    seen.push({ name, matchers });
    return [];
  });
  expect(seen).toEqual([
    {
      name: 'a',
      matchers: [
        { label: 'b', operator: '=', value: 'c"d' },
        { label: 'e', operator: '!~', value: 'f"g' },
      ],
    },
    { name: 'h.i', matchers: [{ label: 'j.k', operator: '=~', value: 'l\\d' }] },
    { name: '', matchers: [{ label: '__name__', operator: '=', value: 'm' }] },
  ]);
});

const space = fc.constantFrom('', ' ', '\n', ' # a "comment" {x}\n ', '\t');
const word = fc.constantFrom(
  'up',
  'a:b:c',
  'sum',
  'by',
  'without',
  'start',
  'end',
  'and',
  'offset',
  'group',
  'step',
  'rate',
);
const quotedText = fc.constantFrom('"x"', "'y}'", '`z{#`', '"a\\"b"', '"# no"', '"한국어"');
const matcher = fc
  .tuple(
    fc.constantFrom('job', 'le', '"my.label"', 'on', 'by'),
    space,
    fc.constantFrom('=', '!=', '=~', '!~'),
    space,
    quotedText,
  )
  .map((parts) => parts.join(''));
const braces = fc
  .tuple(
    space,
    fc.array(
      fc.tuple(matcher, space).map((pair) => pair.join('')),
      { minLength: 1, maxLength: 3 },
    ),
    fc.boolean(),
    space,
  )
  .map(([before, all, comma, after]) => `{${before}${all.join(`,${before}`)}${comma ? ',' : ''}${after}}`);
const selector = fc.oneof(
  word,
  fc.tuple(word, space, fc.oneof(fc.constant('{}'), braces)).map((parts) => parts.join('')),
  fc.tuple(space, space, matcher).map(([a, b, own]) => `{${a}"my.metric"${b},${own}}`),
  matcher.map((own) => `{__name__="x",${own}}`),
);
const modifier = fc.constantFrom('', ' offset 5m', ' @ end()', ' @ 1700000000 offset -1h');
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(selector, modifier).map((parts) => parts.join('')),
    fc.tuple(selector, space, modifier).map(([of, gap, how]) => `rate(${of}${gap}[5m]${how})`),
    fc.tuple(tie('expression'), space).map(([of, gap]) => `sum${gap}by${gap} (job, le)${gap}(${of})`),
    fc.tuple(tie('expression'), modifier).map(([of, how]) => `max_over_time((${of})[1h:5m]${how})`),
    fc
      .tuple(tie('expression'), tie('expression'), space)
      .map(([a, b, gap]) => `(${a}) *${gap} on(job)${gap} group_left() (${b})`),
    tie('expression').map((of) => `label_replace(${of}, "a", "$1 {}", "job", "(.*)")`),
    tie('expression').map((of) => `${of} > 0.5`),
  ),
}));

/** The tree without positions, and with the added matchers where `add` returns some. */
function treeOf(expr: string, add: boolean): unknown {
  const [parsed] = engine.parse([expr]);
  if (!parsed?.ok) return undefined;
  const also = added.map(({ label, operator, value }) => ({ name: label, op: operator, value }));
  return JSON.parse(JSON.stringify(parsed.ast), (key, value: unknown) => {
    if (key === 'start' || key === 'end') return undefined;
    const isSelector = typeof value === 'object' && value !== null && (value as Expression).kind === 'vector';
    if (!isSelector) return value;
    const { matchers, ...rest } = value as VectorSelector;
    const all = [...matchers, ...(add ? also : [])].map((one) => JSON.stringify(one));
    return { ...rest, matchers: all.sort() };
  });
}

test('the text with matchers parses to the tree with matchers, and without them to the original', () => {
  let read = 0;
  fc.assert(
    fc.property(expression, (written) => {
      const expected = treeOf(written, true);
      if (expected === undefined) return;
      read += 1;
      const narrowed = everywhere(written);
      expect(treeOf(narrowed, false)).toEqual(expected);
      expect(
        narrowed
          .replaceAll(`{${text}}`, '{}')
          .replaceAll(`,${text}`, '')
          .replaceAll(text, '')
          .replaceAll('{}', ''),
      ).toBe(written.replaceAll('{}', ''));
    }),
    { numRuns: 500 },
  );
  expect(read).toBeGreaterThan(300);
});

test('text that already has the matchers does not change', () => {
  for (const written of ['up', '{"my.metric",}', 'rate(a{b="c"}[5m]) / on(job) d{}'])
    expect(everywhere(everywhere(written))).toBe(everywhere(written));
});
