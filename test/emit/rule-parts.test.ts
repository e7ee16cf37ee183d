import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ruleFiles, ruleParts } from '../../src/emit/packaging/rule-parts.js';
import { toYaml } from '../../src/output/serialise.js';

const group = (name: string, size: number) => ({ name, rules: [{ record: name, expr: 'x'.repeat(size) }] });

describe('rules in several objects', () => {
  test('small ones stay together, even if there are none', () => {
    expect(ruleParts([group('a', 10), group('b', 10)])).toHaveLength(1);
    expect(ruleParts([])).toEqual([[]]);
    expect(Object.keys(ruleFiles([]))).toEqual(['rules.yaml']);
  });

  test('no group is lost, split or moved, and no part is larger than necessary', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1500 }), { maxLength: 30 }), (sizes) => {
        const groups = sizes.map((size, index) => group(`g${index}`, size));
        const parts = ruleParts(groups, 1000);
        expect(parts.flat()).toEqual(groups);
        for (const part of parts) {
          if (part.length > 1) expect(Buffer.byteLength(toYaml(part))).toBeLessThanOrEqual(1000);
        }
      }),
    );
  });

  test('bytes are counted, not characters', () => {
    const wide = { name: 'a', rules: [{ record: 'a', expr: '한'.repeat(300) }] };
    expect(ruleParts([wide, { ...wide, name: 'b' }], 1000)).toHaveLength(2);
  });

  test('files are named in order', () => {
    const groups = Array.from({ length: 12 }, (_, index) => group(`g${index}`, 300_000));
    expect(Object.keys(ruleFiles(groups)).slice(0, 3)).toEqual([
      'rules.yaml',
      'rules-02.yaml',
      'rules-03.yaml',
    ]);
    expect(Object.keys(ruleFiles(groups)).at(-1)).toBe('rules-12.yaml');
  });
});
