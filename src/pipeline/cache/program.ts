import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../package-root.js';

/** How Node was started, with its locale and time zone. */
export function nodeSettings(): string {
  const { NODE_OPTIONS, TZ, LANG, LC_ALL } = process.env;
  return JSON.stringify([process.version, process.execArgv, NODE_OPTIONS, TZ, LANG, LC_ALL]);
}

/** The files of this package from which bundles are built: all code that is not the user's. */
export function programFiles(): { readonly folder: string; readonly files: readonly string[] } {
  const { folder } = packageRoot();
  // lib/, or src/ where the tests run it.
  const [code = ''] = relative(folder, fileURLToPath(import.meta.url)).split(sep);
  return { folder, files: [join(folder, 'package.json'), ...everythingIn(join(folder, code))] };
}

/**
 * All files and folders, except for those of which a build makes nothing: the page of the preview, which has packages of
 * its own, declarations for editors, and texts.
 */
function everythingIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return /\.(md|txt)$/.test(path) ? [] : [path];
    return notBuiltFrom.some((end) => path.endsWith(end)) ? [] : [path, ...everythingIn(path)];
  });
}

const notBuiltFrom = [join('preview', 'page'), join('lib', 'types'), join('lib', 'checks')];

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
