import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Mistake } from '../../errors/mistake.js';
import { withFile } from '../../errors/system-error.js';

/** The oldest TypeScript that supports the types of this package. */
const oldest = { major: 5, minor: 4 };

const howToInstall = 'npm install --save-dev typescript';

/** TypeScript is missing or too old. */
class NoCompilerError extends Mistake {}

/**
 * The TypeScript command line that a folder's project has installed, as the path of a script for Node.
 *
 * @throws NoCompilerError where there is none, or one older than 5.4
 */
export function findCompiler(folder: string): string {
  const path = packageOf(folder);
  if (path === undefined)
    throw new NoCompilerError(
      `--types needs TypeScript, which is not installed for ${folder}: ${howToInstall} (${oldest.major}.${oldest.minor} or later)`,
    );
  const { version = '', bin = {} } = JSON.parse(withFile(path, () => readFileSync(path, 'utf8'))) as {
    version?: string;
    bin?: { tsc?: string };
  };
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < oldest.major || (major === oldest.major && minor < oldest.minor))
    throw new NoCompilerError(
      `--types needs TypeScript ${oldest.major}.${oldest.minor} or later, and ${dirname(path)} is ${version}: ${howToInstall}@latest`,
    );
  if (bin.tsc === undefined)
    throw new NoCompilerError(`${path} has no executable tsc: install it again, ${howToInstall}`);
  return join(dirname(path), bin.tsc);
}

function packageOf(folder: string): string | undefined {
  try {
    return createRequire(join(folder, 'any.js')).resolve('typescript/package.json');
  } catch {
    return undefined;
  }
}
