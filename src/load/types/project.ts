import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { withFile } from '../../errors/system-error.js';

/** Compiler options for a project without `tsconfig.json`: strict, with module resolution as in `build`. */
const withoutConfiguration = [
  '--strict',
  ...['--target', 'es2022'],
  ...['--module', 'esnext'],
  ...['--moduleResolution', 'bundler'],
  '--resolveJsonModule',
  '--skipLibCheck',
];

/** Compiler options for every project: nothing is written, and the output is parseable. */
const always = [
  '--noEmit',
  ...['--pretty', 'false'],
  ...['--locale', 'en'],
  '--listFiles',
  // A project may have enabled declarations or incremental compilation, which would write files or fail.
  ...['--composite', 'false'],
  ...['--incremental', 'false'],
  ...['--tsBuildInfoFile', 'null'],
  ...['--emitDeclarationOnly', 'false'],
];

/** The files to compile, and the arguments. */
export interface TypesProject {
  /** The nearest `tsconfig.json` at or above the definitions. */
  readonly configuration: string | undefined;
  /** Arguments for `tsc` in the folder of definitions. */
  readonly args: readonly string[];
}

/** @param definitions absolute; @param files relative to it */
export function typesProject(definitions: string, files: readonly string[]): TypesProject {
  const configuration = nearest(definitions);
  const what = configuration === undefined ? [...withoutConfiguration, ...files] : ['-p', configuration];
  return { configuration, args: [...always, ...what] };
}

function nearest(folder: string): string | undefined {
  const file = join(folder, 'tsconfig.json');
  if (existsSync(file)) return file;
  const above = dirname(folder);
  return above === folder ? undefined : nearest(above);
}

/** The TypeScript files under a folder, relative to it with `/`, sorted, without installed packages. */
export function typeScriptFiles(folder: string): string[] {
  const found = (inner: string): string[] =>
    withFile(inner, () => readdirSync(inner, { withFileTypes: true })).flatMap((entry) => {
      const path = join(inner, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : found(path);
      return /\.[cm]?tsx?$/.test(entry.name) ? [relative(folder, path).split(sep).join('/')] : [];
    });
  return found(folder).sort();
}
