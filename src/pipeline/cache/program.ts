import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../package-root.js';
import { nameOf, type State, type States, statesSince } from './states.js';

/** How Node was started, with its locale and time zone. */
export function nodeSettings(): string {
  const { NODE_OPTIONS, TZ, LANG, LC_ALL } = process.env;
  return JSON.stringify([process.version, process.execArgv, NODE_OPTIONS, TZ, LANG, LC_ALL]);
}

/** The files of this package from which bundles are built: all code that is not the user's. */
interface Program {
  readonly folder: string;
  readonly files: readonly string[];
  /** States of those that have been read. */
  readonly known: Map<string, State>;
}

let ofProcess: Program | undefined;

/** The program that this process runs. It is read once: what has been loaded stays, whatever is installed meanwhile. */
export function runningProgram(): Program {
  ofProcess ??= readProgram();
  return ofProcess;
}

function readProgram(): Program {
  const { folder } = packageRoot();
  // lib/, or src/ where the tests run it.
  const [code = ''] = relative(folder, fileURLToPath(import.meta.url)).split(sep);
  const files = [join(folder, 'package.json'), ...everythingIn(join(folder, code))];
  return { folder, files, known: new Map() };
}

/**
 * The states of all its files.
 *
 * @param began time in milliseconds
 * @returns undefined if one that is read now may have changed since then
 */
export function programStates({ folder, files, known }: Program, began: number): States | undefined {
  const unknown = files.filter((path) => !known.has(path));
  const found = statesSince(began, folder, unknown, known);
  if (!found) return undefined;
  for (const [name, state] of Object.entries(found)) known.set(`${folder}/${name}`, state);
  return Object.fromEntries(
    files.flatMap((path) => {
      const state = known.get(path);
      return state ? [[nameOf(path, folder), state] as const] : [];
    }),
  );
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
