import { createHash } from 'node:crypto';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { esbuildFile } from '../../load/esbuild.js';
import { packageRoot } from '../../package-root.js';
import { stampOf, stampsUnder } from './stamps.js';

/** Everything that runs and is not the user's. */
export interface Program {
  readonly dashwright: string;
  readonly node: string;
  /** Digest of the state of this package's files, of esbuild, and of how Node was started. */
  readonly files: string;
}

export function thisProgram(): Program {
  const { folder, version } = packageRoot();
  const here = fileURLToPath(import.meta.url);
  // lib/, or src/ where the tests run it.
  const code = relative(folder, here).split(sep)[0] ?? '';
  const { NODE_OPTIONS = '', ESBUILD_BINARY_PATH = '' } = process.env;
  const esbuild = esbuildFile();
  const lines = [
    here,
    `${esbuild} ${stampOf(esbuild)}`,
    ESBUILD_BINARY_PATH,
    NODE_OPTIONS,
    ...process.execArgv,
    stampOf(join(folder, 'package.json')),
    ...stampsUnder(join(folder, code)),
    ...stampsUnder(join(folder, 'templates')),
  ];
  const files = createHash('sha256').update(lines.join('\0')).digest('hex');
  return { dashwright: version, node: `${process.version} ${process.platform} ${process.arch}`, files };
}
