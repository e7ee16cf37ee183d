import { defineConfig } from 'vitest/config';
import unit from './vitest.config.js';

/** Second half of `npm run prove`: every change of the rules, and every run of a property, where `npm test` samples. */
export default defineConfig({
  ...unit,
  test: {
    ...unit.test,
    include: [
      'test/prove/slo.test.ts',
      'test/prove/dependency-levels.test.ts',
      'test/pipeline/cache.test.ts',
      'test/emit/texts-everywhere.test.ts',
    ],
    provide: { oneMutantOf: 1, oneRunOf: 1 },
  },
});
