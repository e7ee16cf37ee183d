import { defineConfig } from 'vitest/config';
import { entries } from './vitest.config.js';

/** `npm run test:e2e`: real components. Files run one after another: they start servers on a small machine. */
export default defineConfig({
  resolve: { alias: entries },
  test: {
    include: ['test/e2e/**/*.test.ts'],
    setupFiles: ['test/support/seed.ts'],
    fileParallelism: false,
    // Guards against hanging, not limits of speed.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 240_000, interval: 100 } },
    passWithNoTests: false,
  },
});
