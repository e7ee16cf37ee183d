import { expect, test } from 'vitest';
import { sizeBudget } from '../../src/check/rules/k8s/size-budget.js';
import { objectLimit, releaseShare } from '../../src/check/sizes.js';

test.each([
  [1.1, 'two bundles'],
  [1.7, '3 bundles'],
  [12, '15 bundles'],
])('a release that is %f times too large says into how many bundles it fits', (times, bundles) => {
  const found: (string | undefined)[] = [];
  const seen = sizeBudget.artifacts?.((_, __, { expected } = {}) => void found.push(expected));
  const content = 'x'.repeat(Math.ceil((times * objectLimit) / releaseShare));
  seen?.visit({ path: 'helm/shop/README.md', content });
  seen?.finish?.();
  expect(found).toEqual([bundles]);
});
