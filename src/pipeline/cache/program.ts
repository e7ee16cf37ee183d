import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../package-root.js';

/** How Node was started, with its locale and time zone. */
export function nodeSettings(): string {
  const { NODE_OPTIONS, TZ, LANG, LC_ALL } = process.env;
  return JSON.stringify([process.version, process.execArgv, NODE_OPTIONS, TZ, LANG, LC_ALL]);
}

/** The files of this package: all code that is not the user's. */
export function programFiles(): { readonly folder: string; readonly files: readonly string[] } {
  const { folder } = packageRoot();
  // lib/, or src/ where the tests run it.
  const [code = ''] = relative(folder, fileURLToPath(import.meta.url)).split(sep);
  const names = readdirSync(join(folder, code), { recursive: true, encoding: 'utf8' });
  return {
    folder,
    files: ['package.json', ...names.map((name) => code + sep + name)].map((name) => folder + sep + name),
  };
}

/** The folder of the project that definitions belong to: the nearest above with installed packages. */
export function projectFolder(folder: string): string | undefined {
  if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'node_modules'))) return folder;
  return dirname(folder) === folder ? undefined : projectFolder(dirname(folder));
}

/** The lock files of package managers about the installed packages of a project. */
export function lockFiles(project: string): string[] {
  const names = ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock'];
  return names.map((name) => join(project, name));
}
