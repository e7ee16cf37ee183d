import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeholdersIn } from '../../src/check/collect/placeholder.js';
import { substitute } from '../../src/check/collect/substitute.js';
import type { VariableKind } from '../../src/check/collect/substitute-text.js';
import { loadEngine } from '../../src/engine/index.js';

const engine = await loadEngine();
const parses = (text: string) => engine.parse([text], { features: 'all' })[0]?.ok;
const kinds = new Map<string, VariableKind>([
  ['window', 'duration'],
  ['limit', 'number'],
  ['topic', 'text'],
]);

describe('substitution', () => {
  const expressions = [
    'rate(x[$__rate_interval])',
    'rate(x[${__rate_interval}])',
    'rate(x[$__interval]) + rate(x[[[window]]])',
    'increase(x[${__range_s}s])',
    'increase(x[$__range]) / $__range_s',
    'x offset $window',
    'x offset -${window}',
    'max_over_time(x[$window:$__interval])',
    'topk($limit, x)',
    'topk by (a) ($unknown, x)',
    'quantile_over_time($q, x[5m])',
    'x > $limit',
    'x > $threshold',
    'vector($limit)',
    'vector($unknown)',
    'vector(-$unknown) * (($unknown + 1))',
    'vector(($unknown + 1) * 2)',
    'clamp(x{a="(,"}, $low, $high)',
    'clamp_min(sum by (a, b) (x), ${low})',
    'round(x, $step)',
    'predict_linear(x[5m], $ahead)',
    'histogram_fraction(0, $bound, rate(x[5m]))',
    'quantile without (a, b) ($q, x)',
    'topk by (a, b) ($unknown, x)',
    'topk(scalar(sum($unknown)), x)',
    'abs($unknown)',
    'sum by (a, $label) (x)',
    'vector(1) and on (a, $label) x',
    'count_values("a", $unknown)',
    '$metric',
    'rate(${prefix}_total[5m])',
    'sum by ($by) (x)',
    'sum by (a, ${by:csv}) (x)',
    'x{$label="a"}',
    'x{a=~"$topic",b=~"${topic:regex}|z",c="[[topic]]"}',
    "x{a=~'$topic'} or x{a=~`$topic`}",
    'label_replace(x, "a", "$1", "b", "(.*)")',
    'label_replace(x, "a", "${1}", "b", "(.*)$")',
    'x{a=~"b$"} # $comment "',
    '$a',
  ];
  for (const text of expressions) {
    it(`in ${text} keeps the length, and the result parses`, () => {
      const substituted = substitute(text, kinds);
      expect(substituted.text).toHaveLength(text.length);
      expect(parses(substituted.text)).toBe(true);
    });
  }

  it('does not touch capture groups and the ends of regular expressions', () => {
    for (const text of ['label_replace(x, "a", "$1-$name", "b", "(.*)$")', 'x{a=~"b$|c$"}']) {
      expect(substitute(text).text).toBe(text);
    }
  });

  it('distinguishes the placeholders in one string', () => {
    const { text, placeholders } = substitute('x{a=~"$one|$two",b="$one"}');
    const values = [...text.matchAll(/"([^"]*)"/g)].map(([, value]) => placeholdersIn(value ?? ''));
    expect(values).toEqual([[0, 1], [2]]);
    expect(placeholders.map(({ name }) => name)).toEqual(['one', 'two', 'one']);
  });

  it('includes the whole identifier that a variable is part of', () => {
    const { names } = substitute('rate(http_${what}_total[5m])');
    expect([...names]).toEqual([`http_${'_'.repeat('${what}'.length)}_total`]);
  });

  it('does not touch text without variables', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/\$|\[\[/.test(text)),
        (text) => {
          expect(substitute(text)).toEqual({ text, placeholders: [], names: new Set() });
        },
      ),
    );
  });

  it('keeps every length, and everything outside of placeholders', () => {
    const piece = fc.constantFrom(
      '$a',
      '${a:b}',
      '[[a]]',
      '"',
      "'",
      '`',
      '{',
      '}',
      '[',
      ']',
      '\\',
      '#',
      '\n',
      '$',
      'x',
      '5m',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const { text: result, placeholders } = substitute(text, kinds);
        expect(result).toHaveLength(text.length);
        let rest = '';
        let original = '';
        let from = 0;
        for (const { start, end } of placeholders) {
          rest += result.slice(from, start);
          original += text.slice(from, start);
          from = end;
        }
        expect(rest + result.slice(from)).toBe(original + text.slice(from));
      }),
    );
  });
});
