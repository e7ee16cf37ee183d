import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { listToYaml, toYaml } from '../../src/output/serialise.js';

/** Texts of characters that determine the YAML style, and others. */
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
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    tie('list'),
    tie('members'),
  ),
  list: fc.array(tie('any'), { maxLength: 4 }),
  members: fc.dictionary(text, tie('any'), { maxKeys: 4, noNullPrototype: true }),
}));
/** Content of a file: never a single scalar. */
const file = fc.oneof(value.members, value.list);

describe('YAML', () => {
  it('is parsed to the same value by two parsers', () => {
    fc.assert(
      fc.property(file, (given) => {
        const written = toYaml(given);
        expect(load(written)).toEqual(given);
        expect(parse(written, { maxAliasCount: 0 })).toEqual(given);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps an expression on its line, the order of keys, and has no anchors for repeated values', () => {
    const expr = `sum(rate(${'x'.repeat(300)}[5m])) > 0`;
    const labels = { severity: 'page', alertname: 'A' };
    expect(toYaml({ rules: [{ expr, labels }, { labels }], none: undefined })).toBe(
      `rules:\n  - expr: ${expr}\n    labels:\n      severity: page\n      alertname: A\n` +
        '  - labels:\n      severity: page\n      alertname: A\n',
    );
  });

  it('is the same for a list that is written member by member', () => {
    fc.assert(
      fc.property(fc.array(value.any, { maxLength: 5 }), (groups) => {
        expect(listToYaml('groups', groups)).toBe(toYaml({ groups }));
      }),
      { numRuns: 500 },
    );
  });

  it('rejects values that YAML cannot represent', () => {
    expect(() => toYaml({ when: () => true })).toThrow(/unacceptable kind/);
  });
});
