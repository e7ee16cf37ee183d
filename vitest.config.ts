import { existsSync, statfsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

/** The entries of the package, from their sources. */
export const entries = [
  { find: /^dashwright$/, replacement: source('index.ts') },
  { find: /^dashwright\/testing$/, replacement: source('testing.ts') },
  { find: /^dashwright\/library$/, replacement: source('library.ts') },
  { find: /^dashwright\/test-kit$/, replacement: source('test-kit.ts') },
];

/**
 * Folders of tests are in memory where the system has a place for that, and nobody says otherwise: they write and remove
 * tens of thousands of files.
 */
function temporaryFolder(): Readonly<Record<string, string>> {
  const shared = '/dev/shm';
  if (process.env.TMPDIR !== undefined || !existsSync(shared)) return {};
  const { bavail, bsize } = statfsSync(shared);
  return bavail * bsize > 2 ** 30 ? { TMPDIR: shared } : {};
}

/** Tests that take seconds each, of what changes seldom: `npm run prove` runs them. */
export const longest = [
  'test/cli/export-memory.test.ts',
  'test/corpus/simulated.test.ts',
  'test/types/editor.test.ts',
];

/**
 * In a fresh clone Vitest knows no durations and starts with the largest files. The one that takes longest is small: last,
 * it would keep one worker busy while the others have nothing to do.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLongest = ({ moduleId }: TestSpecification) => moduleId.endsWith('/test/definitions.test.ts');
    const sorted = await super.sort(files);
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))];
  }
}

/** `npm test`: everything that needs Node alone. The end-to-end tests have a configuration of their own. */
export default defineConfig({
  resolve: { alias: entries },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', ...longest],
    typecheck: { enabled: false },
    env: temporaryFolder(),
    // The files of a worker share its modules and the engine: to load them for each file took half of the CPU time.
    // Nothing that one leaves behind may matter to another, which `--sequence.shuffle` tries.
    isolate: false,
    // A sequencer of our own would take the place of the random one.
    ...(!process.argv.some((one) => one.startsWith('--sequence')) && {
      sequence: { sequencer: LongestFirst },
    }),
    // Most code runs for seconds only: it is optimised as late as in the command itself.
    setupFiles: ['bin/optimise-later.js', 'test/support/seed.ts', 'test/support/release-process.ts'],
    maxWorkers: '100%',
    // Young objects have room until they are gone.
    execArgv: ['--max-semi-space-size=64'],
    // What Vite makes of each file is kept in node_modules/ for the next run, by the content of the file: to make it anew
    // takes more time than to load it.
    experimental: { fsModuleCache: true },
    // Tests of mutation and the longest property tests try a sample; `npm run prove` tries all.
    provide: { oneMutantOf: 30, oneRunOf: 4 },
    // Guards against hanging, with room for a machine many times slower: no test takes more than seconds.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    passWithNoTests: false,
  },
});
