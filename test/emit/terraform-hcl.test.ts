import { describe, expect, test } from 'vitest';
import { toHcl, toHclBody } from '../../src/emit/terraform/hcl.js';

describe('HCL', () => {
  test.each([
    [null, 'null'],
    [true, 'true'],
    [5e9, '5000000000'],
    [-0.05, '-0.05'],
    ['plain', '"plain"'],
    ['"quoted" \\ back\nline\ttab', '"\\"quoted\\" \\\\ back\\nline\\ttab"'],
    ['${var.x}', '"$${var.x}"'],
    ['%{ if x }', '"%%{ if x }"'],
    ['$${x}', '"$\\u0024{x}"'],
    ['100 % of $5', '"100 % of $5"'],
    ['{{ $labels.x }}', '"{{ $labels.x }}"'],
    ['\b\f\\b', '"\\u0008\\u000c\\\\b"'],
    [[], '[]'],
    [['a', 'b'], '["a", "b"]'],
    [{}, '{}'],
  ])('%j is %s', (value, expected) => {
    expect(toHcl(value)).toBe(expected);
  });

  test('numbers that HCL cannot represent are rejected', () => {
    expect(() => toHcl(Number.NaN)).toThrow(RangeError);
  });

  test('objects are formatted like terraform fmt: equals signs aligned in consecutive lines', () => {
    expect(
      toHclBody({
        name: 'x',
        namespace: 'y',
        labels: { team: 'a', 'app/component': 'b', for: 'c' },
        enabled: true,
        groups: [{ name: 'g' }],
      }),
    ).toBe(`name      = "x"
namespace = "y"
labels = {
  team            = "a"
  "app/component" = "b"
  "for"           = "c"
}
enabled = true
groups = [
  {
    name = "g"
  },
]
`);
  });
});
