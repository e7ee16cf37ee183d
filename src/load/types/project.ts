import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { withFile } from '../../errors/system-error.js';

/**
 * What TypeScript is told where a project has no `tsconfig.json`: strict, and modules found as the bundler of `build`
 * finds them.
 */
const withoutConfiguration = [
  '--strict',
  ...['--target', 'es2022'],
  ...['--module', 'esnext'],
  ...['--moduleResolution', 'bundler'],
  '--resolveJsonModule',
  '--skipLibCheck',
];

/** What holds with every configuration: nothing is written, and the output can be read. */
const always = [
  '--noEmit',
  ...['--pretty', 'false'],
  ...['--locale', 'en'],
  '--listFiles',
  // A project may ask for declarations or for the state of its last compilation; both would be written, or refused.
  ...['--composite', 'false'],
  ...['--incremental', 'false'],
  ...['--tsBuildInfoFile', 'null'],
  ...['--emitDeclarationOnly', 'false'],
];

/** What is compiled, and how. */
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

/** The TypeScript files under a folder, relative to it with `/`, in order; not those of installed packages. */
export function typeScriptFiles(folder: string): string[] {
  const found = (inner: string): string[] =>
    withFile(inner, () => readdirSync(inner, { withFileTypes: true })).flatMap((entry) => {
      const path = join(inner, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : found(path);
      return /\.[cm]?tsx?$/.test(entry.name) ? [relative(folder, path).split(sep).join('/')] : [];
    });
  return found(folder).sort();
}
