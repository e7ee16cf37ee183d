import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

let paths: Record<string, string[]> | undefined;

/**
 * Makes the declarations that the package ships, where a source is newer, and gives the `paths` of a `tsconfig.json`
 * which lead to them. The compiler of a team reads them too; it would read all of src/ in ten times as long.
 */
export function declarationPaths(): Record<string, string[]> {
  paths ??= makeDeclarations();
  return paths;
}

function makeDeclarations(): Record<string, string[]> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  execFileSync(process.execPath, [`${root}scripts/compile.js`, '--if-changed'], { stdio: 'inherit' });
  const entries = { dashwright: 'index', 'dashwright/testing': 'testing' };
  return Object.fromEntries(
    Object.entries(entries).map(([name, file]) => [name, [`${root}lib/types/src/${file}.d.ts`]]),
  );
}
