import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Mistake } from '../errors/mistake.js';

type Esbuild = typeof import('esbuild');

/** esbuild's executable is missing, or is for another platform. */
class ProgramMissingError extends Mistake {}

/** Paths of esbuild's API in this package, relative to a module in `lib/` or a folder in it. */
const inPackage = ['./esbuild/lib/main.js', '../esbuild/lib/main.js'];

// Not `import`: Node would first search esbuild's 100 KB of CommonJS for the names of its exports, which takes longer
// (25 ms) than esbuild needs for twenty definition files.
const commonJs = createRequire(import.meta.url);

/**
 * The file of esbuild's API. This package contains a copy of the API and depends only on the platform packages: the
 * package `esbuild` has an install script, about which npm 11 warns. `src/` uses the package.
 */
function esbuildFile(): string {
  const found = inPackage
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path));
  return found ?? commonJs.resolve('esbuild');
}

let calls = 0;

/**
 * Calls esbuild.
 *
 * @throws Mistake if its executable for this platform is not installed
 */
export async function withEsbuild<Result>(action: (esbuild: Esbuild) => Promise<Result>): Promise<Result> {
  calls += 1;
  try {
    return await action(esbuildNow());
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new ProgramMissingError(
      `the package @esbuild/${process.platform}-${process.arch}, which compiles definitions, is not installed. Expected: an installation on this platform, with optional dependencies: npm install --include=optional`,
    );
  } finally {
    calls -= 1;
  }
}

/** Frees the memory of esbuild's process, and the buffer of its longest answer, until the next call starts it again. */
export function releaseEsbuild(): void {
  if (calls === 0) stopEsbuild();
}

/** The API itself, for who has used it before, and so knows that the program is there. */
export function esbuildNow(): Esbuild {
  return commonJs(esbuildFile()) as Esbuild;
}

/** Stops esbuild's process, which would otherwise keep running while it waits for a file. */
export function stopEsbuild(): void {
  void esbuildNow().stop();
}

/** Whether esbuild reports that its executable is missing or for another platform. */
function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    !('errors' in error) &&
    (('code' in error && error.code === 'MODULE_NOT_FOUND') ||
      /The package "@esbuild\/[^"]+" could not be found|You installed esbuild for another platform/.test(
        error.message,
      ))
  );
}
