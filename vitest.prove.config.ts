import { defineConfig } from 'vitest/config';
import unit, { longest } from './vitest.config.js';

/** Second half of `npm run prove`: every change of the rules, every run of a property, and what `npm test` samples or leaves out. */
export default defineConfig({
  ...unit,
  test: {
    ...unit.test,
    exclude: [],
    include: [
      'test/prove/slo.test.ts',
      'test/prove/library.test.ts',
      'test/cli/types.test.ts',
      'test/types/most-frequent.test.ts',
      ...longest,
      'test/prove/dependency-levels.test.ts',
      'test/pipeline/cache.test.ts',
      'test/pipeline/watched.test.ts',
      'test/preview/answers.test.ts',
      'test/emit/texts-everywhere.test.ts',
      'test/query/regular-expression.test.ts',
    ],
    provide: { oneMutantOf: 1, oneRunOf: 1 },
  },
});
