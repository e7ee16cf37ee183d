import { expect, test } from 'vitest';
import { sizeBudget } from '../../src/check/rules/k8s/size-budget.js';
import { objectLimit, releaseShare } from '../../src/check/sizes.js';

test.each([
  [1.1, 'two bundles'],
  [1.7, '3 bundles'],
  [12, '15 bundles'],
])(
  'a release that is %f times too large: the finding says into how many bundles it must be split',
  (times, bundles) => {
    const found: (string | undefined)[] = [];
    const seen = sizeBudget.artifacts?.((_, __, { expected } = {}) => void found.push(expected));
    const content = 'x'.repeat(Math.ceil((times * objectLimit) / releaseShare));
    seen?.visit({ path: 'helm/shop/README.md', content });
    seen?.finish?.();
    expect(found).toEqual([bundles]);
  },
);

test('sizes are counted in UTF-8: a Korean letter has three bytes', () => {
  const found: string[] = [];
  const seen = sizeBudget.artifacts?.((_, message) => void found.push(message));
  const content = '가'.repeat(objectLimit / 3 + 1);
  seen?.visit({ path: 'grafana/shop/shop.json', content });
  seen?.visit({ path: 'grafana/shop/latin.json', content: 'a'.repeat(content.length) });
  seen?.finish?.();
  expect(found).toHaveLength(2);
  expect(found[0]).toContain('the dashboard has 1 048 578 bytes, but the limit');
  // More than fits in an annotation, and two thirds of a ConfigMap.
  expect(found[1]).toContain('the dashboard has 349 526 bytes, and client-side apply');
});
