import fc from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { toYaml } from '../../src/output/serialise.js';

const asJsYaml = (value: unknown) => dump(value, { lineWidth: -1, noRefs: true });

/** Texts of the characters that decide about a form, and of those that do not. */
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom('a', 'Z', '_', '1', ' ', ':', '#', '-', '?', '\n', "'", '"', '{', '.', '\t', '한'),
  }),
  fc.constantFrom(
    'true',
    'No',
    'null',
    '~',
    '<<',
    '=',
    '1e3',
    '0x1f',
    '12:30:45',
    '5m',
    '90s',
    '(a)',
    '$x',
    'page',
    'nan',
    '2024-01-01',
    '---',
    '...',
  ),
  fc.constantFrom(
    'sum(rate(a{b="c"}[5m])) > 0',
    'a: b',
    'ends with:',
    '{{ $value }} jobs',
    'two\nlines',
    'x '.repeat(700),
  ),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom(null, undefined),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(text, tie('any'), { maxKeys: 4 }),
  ),
})).any;

describe('YAML', () => {
  it('is what js-yaml gives', () => {
    fc.assert(
      fc.property(value, (given) => {
        fc.pre(given !== undefined);
        expect(toYaml(given)).toBe(asJsYaml(given));
      }),
      { numRuns: 3000 },
    );
  });

  it('is what js-yaml gives where a form depends on what stands around it', () => {
    for (const given of [
      ['a\n\n', 1],
      ['a\n\n'],
      { a: ['\n'] },
      { ['k'.repeat(1500)]: [1] },
      { 'a\nb': { c: 1 } },
      new Date(0),
      { at: new Date(0) },
    ])
      expect(toYaml(given)).toBe(asJsYaml(given));
  });

  it('refuses what YAML has no form for', () => {
    expect(() => toYaml({ when: () => true })).toThrow(/unacceptable kind/);
  });
});
