import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commentedYaml } from '../../src/emit/packaging/commented-yaml.js';
import { listToUtf8, listToYaml, toYaml } from '../../src/output/serialise.js';

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
        const bytes = listToUtf8('groups', groups.values());
        expect(bytes && Buffer.from(bytes).toString()).toBe(
          groups.length > 0 ? toYaml({ groups }) : undefined,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('rejects values that YAML cannot represent', () => {
    expect(() => toYaml({ when: () => true })).toThrow(/unacceptable kind/);
  });
});

// Texts that `resolve` of gopkg.in/yaml.v2 or v3 reads as booleans, numbers, dates or nothing.
const readByGo =
  'y Y n N yes Yes YES no No NO on On ON off Off OFF true True TRUE null Null NULL ~ 0b1 0B1 -0b1 0o7 0O7 0x1f 0X1F ' +
  '-0XFF 1_000 1__0 1_ .5 1. 1e3 .inf -.INF .NaN 2024-01-01 2024-1-1 2024-1-1T00:00:00Z 190:20:30 0777';

describe('texts that Go reads as something else are in quotes', () => {
  it.each(readByGo.split(' '))('%s', (text) => {
    const quoted = expect.stringMatching(/: ['"].*['"]\n$/);
    expect(toYaml({ a: text })).toEqual(quoted);
    expect(commentedYaml({ a: text }, 'Values.', new Map())).toEqual(quoted);
  });

  it.each(['yEs', 'oN', 'tRUE', 'v0B1', '0Bee-g', '2024-1', '5m'])('others are not: %s', (text) => {
    expect(toYaml({ a: text })).toBe(`a: ${text}\n`);
  });
});
