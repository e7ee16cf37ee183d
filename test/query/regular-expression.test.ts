// Regular expressions in definitions as RE2 interprets them, compared with Prometheus' own parser.
import { catalog, counter, labelReplace, logql, not, rate, traceql } from 'dashwright';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { toRe2 } from '../../src/catalog/index.js';
import { type Engine, loadEngine } from '../../src/engine/index.js';
import { print } from '../../src/query/index.js';
import { wholeValues } from '../../src/query/regular-expression.js';
import { runs } from '../support/sample.js';

const metrics = catalog({
  sent_total: counter({ help: 'Sent.', labels: { queue: ['mail'] } }),
});
/** Of a text, where TypeScript or the linter knows the expression to be odd. */
const regular = (source: string, flags = '') => new RegExp(source, flags);
const selected = (match: RegExp | { not: RegExp }) =>
  print(rate(metrics.sent_total.where({ queue: match })).node, { window: '5m' });

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine();
});
const isTaken = (pattern: string) => engine.parse([`x{a=~${JSON.stringify(pattern)}}`])[0]?.ok;

describe('keep their flags in matchers', () => {
  test('keep their flags in matchers', () => {
    expect(selected(/mail/i)).toBe('rate(sent_total{queue=~"(?i)mail"}[5m])');
    expect(selected(not(/mail.*/is) as { not: RegExp })).toBe('rate(sent_total{queue!~"(?is)mail.*"}[5m])');
    expect(selected(/mail/u)).toBe('rate(sent_total{queue=~"mail"}[5m])');
  });

  test('are not needed for a label with one value', () => {
    const options = { dstLabel: 'kind', replacement: 'mail' } as const;
    expect(print(labelReplace(metrics.sent_total, options).node, { window: '5m' })).toBe(
      'label_replace(sent_total, "kind", "mail", "", "")',
    );
    expect(() => labelReplace(metrics.sent_total, { ...options, srcLabel: 'queue' } as never)).toThrow(
      'regex is missing',
    );
  });

  test('keep their flags where a label is replaced, and on logs and spans', () => {
    const options = { dstLabel: 'kind', replacement: '$1', srcLabel: 'queue', regex: /(mail)-.*/i } as const;
    expect(print(labelReplace(metrics.sent_total, options).node, { window: '5m' })).toBe(
      'label_replace(sent_total, "kind", "$1", "queue", "(?i)(mail)-.*")',
    );
    const lines = logql.stream({ app: /api/i });
    expect(lines.matches(/timeout/i).logql).toBe('{app=~"(?i)api"} |~ "(?i)timeout"');
    expect(lines.matches({ not: /a.b/s }).logql).toBe('{app=~"(?i)api"} !~ "(?s)a.b"');
    expect(lines.json('path').where({ path: not(/x/i) }).logql).toContain('| path!~"(?i)x"');
    expect(traceql.spans({ name: /get .*/i, span: { route: /A/i } }).traceql).toBe(
      '{ span.route =~ "(?i)A" && name =~ "(?i)get .*" }',
    );
  });

  test.each([
    [/a\.b/, 'a\\.b'],
    [/\d+\/\w*/, '\\d+\\/\\w*'],
    [/(?:a|b){2,3}/, '(?:a|b){2,3}'],
    [/[[\]()?=]+/, '[[\\]()?=]+'],
    [/[[]\(/, '[[]\\('],
    [/[(?=)]/, '[(?=)]'],
    [/\\(\?=)/, '\\\\(\\?=)'],
    [/\u00e9\u{1F600}/u, '\\x{00e9}\\x{1F600}'],
    [/\x41\t/, '\\x41\\t'],
    [/\p{L}/u, '\\p{L}'],
    [/\p{Script=Greek}+\P{sc=Han}/u, '\\p{Greek}+\\P{Han}'],
    [/\ud83d\ude00/, '\\x{1f600}'],
    [regular('\\é'), 'é'],
    [/a{1000}/, 'a{1000}'],
  ])('%s is %s, which Prometheus takes', (expression, text) => {
    expect(toRe2(expression)).toBe(text);
    expect(isTaken(text)).toBe(true);
  });

  test.each([
    [/a/g, 'the flag g'],
    [/a/m, 'the flag m'],
    [/a/y, 'the flag y'],
    [/a/d, 'the flag d'],
    [regular('a', 'v'), 'the flag v'],
    [/a(?=b)/, '(?= is a lookahead'],
    [/[[](?=b)/, '(?= is a lookahead'],
    [/a(?!b)/, '(?! is a lookahead'],
    [/(?<=a)b/, '(?<= is a lookbehind'],
    [/(?<!a)b/, '(?<! is a lookbehind'],
    [/(?<name>a)/, '(?<n is a named group'],
    [/(a)\1/, '\\1 is a backreference'],
    [/(?<name>a)\k<name>/, 'is a named group'],
    [regular('[^]'), '[^] is any character'],
    [regular('[]'), '[] is a class without characters'],
    [/[\b]/, '\\b is a backspace'],
    [/\cA/, '\\cA is a control character; write its code: \\x01'],
    [/a\cj/, '\\cj is a control character; write its code: \\x0a'],
    [/\p{Script=Grek}/u, 'has a name that RE2 does not support'],
    [/\p{Emoji}/u, 'has a name that RE2 does not support'],
    [regular('[\\B]'), '\\B is the letter B'],
    [regular('\\012'), '\\012 is an octal code'],
    [regular('\\xg'), '\\x is the letter x'],
    // biome-ignore lint/complexity/noUselessEscapeInRegex: RE2 takes it for the begin of the text
    [/\Aa/, '\\A is the letter A'],
    [/a{1001}/, '{1001} repeats more than 1000 times'],
    [/a{2,1001}/, '{2,1001} repeats more than 1000 times'],
    [/\ud83d/, 'half of a surrogate pair'],
  ])('%s is refused: %s', (expression, problem) => {
    expect(() => toRe2(expression)).toThrow(problem);
    // Alertmanager, Loki and Prometheus take their matchers from here.
    expect(() => selected(expression)).toThrow(String(expression));
  });
});

const text = (alphabet: string) =>
  fc.array(fc.constantFrom(...alphabet), { maxLength: 6 }).map((all) => all.join(''));
const atom = fc.constantFrom(
  ...[
    'a',
    'B',
    'é',
    '-',
    '/',
    '\\.',
    '\\-',
    '\\/',
    '.',
    '\\d',
    '\\w',
    '\\W',
    '\\s',
    '\\S',
    '\\u00e9',
    '\\x41',
  ],
  ...['[a-c]', '[^a]', '[\\w.-]', '[(?=]', '[\\]b]', '[[a]', '{', '\\{', '\\n', '\\b', '$'],
);
const { source } = fc.letrec<{ source: string; part: string }>((tie) => ({
  source: fc.array(tie('part'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  part: fc.oneof(
    { depthSize: 'small' },
    atom,
    fc.tuple(atom, fc.constantFrom('*', '+?', '{1,2}', '?')).map((pair) => pair.join('')),
    fc.tuple(tie('source'), tie('source')).map(([one, other]) => `(?:${one}|${other})`),
    tie('source').map((inner) => `(${inner})*`),
  ),
}));
const expressions = fc
  .tuple(source, fc.subarray(['i', 's', 'u'] as const))
  .filter(([pattern, flags]) => compiles(pattern, flags.join('')))
  .map(([pattern, flags]) => new RegExp(pattern, flags.join('')));

function compiles(pattern: string, flags: string): boolean {
  try {
    return new RegExp(pattern, flags).source !== '';
  } catch {
    return false;
  }
}

/** Which of `values` Prometheus' own matcher selects. */
function selectedFrom(pattern: string, values: readonly string[]): string[] {
  const series = values.map((value) => ({ labels: { __name__: 'x', value }, times: [0], values: [1] }));
  const expr = `x{value=~${JSON.stringify(pattern)}}`;
  const answer = engine.instantQuery({ series, expr, at: 0 });
  if (answer.type !== 'vector') throw new Error(answer.type);
  return answer.samples.map(({ labels }) => labels.value ?? '').sort();
}

test('means the same to Prometheus as to JavaScript', () => {
  const values = fc.uniqueArray(text('aAbBcéÉ1 _-./[{(\n'), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(expressions, values, (expression, candidates) => {
      // To Prometheus a dot is any character; to JavaScript it is no line feed.
      const all = expression.dotAll ? candidates : candidates.filter((value) => !value.includes('\n'));
      const whole = new RegExp(`^(?:${expression.source})$`, expression.flags);
      const expected = all.filter((value) => whole.test(value)).sort();
      expect(selectedFrom(toRe2(expression), all)).toEqual(expected);
    }),
    { numRuns: runs(100) },
  );
});

test('is interpreted by our own parser as by Prometheus', () => {
  const values = fc.uniqueArray(text('aAbBcéÉ1 _-./[{(\n'), { minLength: 1, maxLength: 30 });
  const written = fc.oneof(
    expressions.map((expression) => toRe2(expression)),
    fc.constantFrom(
      '(?s)a.b',
      '\\pL+',
      '\\p{Lu}.*',
      '[[:alpha:]]+',
      '[]a]*',
      '(?P<x>a).*',
      '\\x{61}.?',
      '[^[:digit:]]',
    ),
  );
  fc.assert(
    fc.property(written, values, (pattern, candidates) => {
      const whole = wholeValues(pattern);
      expect(whole, pattern).toBeDefined();
      expect(candidates.filter((value) => whole?.test(value)).sort()).toEqual(
        selectedFrom(pattern, candidates),
      );
    }),
    { numRuns: runs(100) },
  );
});

test('knows no more properties of characters than Prometheus', () => {
  const scripts = [
    'Greek',
    'Latin',
    'Han',
    'Hangul',
    'Hiragana',
    'Cyrillic',
    'Thai',
    'Lisu',
    'Cham',
    'Yi',
    'Vai',
  ];
  const names = [...scripts.map((script) => `Script=${script}`), 'L', 'Lu', 'Nd', 'Sc', 'Zs'];
  for (const name of names) {
    const pattern = toRe2(new RegExp(`\\p{${name}}`, 'u'));
    expect(selectedFrom(pattern, ['']), name).toEqual([]);
    expect(wholeValues(pattern), name).toBeDefined();
  }
});
