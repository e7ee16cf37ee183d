import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Mistake } from '../errors/mistake.js';

type Esbuild = typeof import('esbuild');

/** The program that compiles definitions is not there, or is that of another kind of machine. */
class ProgramMissingError extends Mistake {}

/** Where esbuild's API lies in this package, seen from a module in `lib/` or in a folder of it. */
const inPackage = ['./esbuild/lib/main.js', '../esbuild/lib/main.js'];

// Not `import`: Node would first search esbuild's 100 KB of CommonJS for the names of its exports, which takes longer
// (25 ms) than all that esbuild then does for twenty definition files.
const commonJs = createRequire(import.meta.url);

/**
 * The file of esbuild's API. Of esbuild, this package carries the API, and depends on the programs alone, as esbuild
 * itself does: the package esbuild has an install script, which npm warns of since version 11. `src/` runs with the
 * package.
 */
export function esbuildFile(): string {
  const found = inPackage
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path));
  return found ?? commonJs.resolve('esbuild');
}

/**
 * Does something with esbuild.
 *
 * @throws Mistake where its program for this machine has not been installed
 */
export async function withEsbuild<Result>(action: (esbuild: Esbuild) => Promise<Result>): Promise<Result> {
  try {
    return await action(esbuildNow());
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new ProgramMissingError(
      `the program @esbuild/${process.platform}-${process.arch}, which compiles definitions, is not installed. Expected: an installation on this kind of machine, with optional dependencies: npm install --include=optional`,
    );
  }
}

/** The API itself, for who has used it before, and so knows that the program is there. */
export function esbuildNow(): Esbuild {
  return commonJs(esbuildFile()) as Esbuild;
}

/** Ends the program, which would otherwise outlive this one while it waits for a file. */
export function stopEsbuild(): void {
  void esbuildNow().stop();
}

/** Whether esbuild says that it finds no program, or only one for another machine. */
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
