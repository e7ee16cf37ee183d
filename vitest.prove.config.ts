import { defineConfig } from 'vitest/config';
import unit from './vitest.config.js';

/** Second half of `npm run prove`: tests of mutation with every change of the rules, where `npm test` samples. */
export default defineConfig({
  ...unit,
  test: {
    ...unit.test,
    include: ['test/prove/slo.test.ts', 'test/prove/waves.test.ts'],
    provide: { oneMutantOf: 1 },
  },
});
