import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileError, isFileError } from '../errors/system-error.js';
import { OutputError } from './output-error.js';
import { ownFiles } from './output-path.js';

/**
 * Creates the output folder if it does not exist.
 *
 * @throws OutputError if it is not writable
 */
export function prepareFolder(output: string): void {
  const link = danglingLink(output);
  if (link !== undefined)
    throw new OutputError(
      `cannot write to the output folder ${output}: ${link} is a link to ${readlinkSync(link)}, which does not exist. What to do: create that folder, or remove the link`,
    );
  try {
    mkdirSync(output, { recursive: true });
    accessSync(output, constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = isFileError(error) ? fileError(error, output).message : (error as Error).message;
    throw new OutputError(`cannot write to the output folder ${output}: ${reason}`);
  }
}

/** A link on the way to a folder whose target does not exist. */
function danglingLink(path: string): string | undefined {
  if (existsSync(path)) return undefined;
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return path;
  return dirname(path) === path ? undefined : danglingLink(dirname(path));
}

/**
 * Rejects a folder that is obviously not for outputs: a build would mix its files with others.
 *
 * @param definitions Folder of the definitions, if the command has one.
 * @param example A suitable folder, for the message.
 * @throws OutputError for the root of the file system, a home folder, a folder of version control or of npm, and the
 *   definitions
 */
export function refuseFolder(output: string, definitions?: string, example = 'dist'): void {
  const folder = realFolder(output);
  const refuse = (what: string): never => {
    throw new OutputError(
      `${output} is ${what}, not a folder for outputs: use a separate one, such as --out ${example}`,
    );
  };
  if (dirname(folder) === folder) refuse('the root of the file system');
  const home = realFolder(homedir());
  if (isWithin(home, folder))
    refuse(home === folder ? 'your home folder' : 'a folder that contains your home folder');
  const tool = folder.split(sep).find((name) => ofTools.has(name));
  if (tool !== undefined) refuse(`in ${tool}, which belongs to another tool`);
  if (definitions === undefined) return;
  const source = realFolder(definitions);
  if (isWithin(source, folder))
    refuse(source === folder ? 'the folder of definitions' : 'a folder that contains the definitions');
  const [bundle = ''] = relative(source, folder).split(sep);
  if (isWithin(folder, source) && holdsBundle(join(source, bundle))) refuse('inside the folder of a bundle');
}

/** Folders whose content other tools replace or remove, or which they would be broken by. */
const ofTools: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', '.jj', 'node_modules']);

/** What a command writes into a folder. */
interface Writes {
  readonly command: string;
  /** Whether a file shows that the folder is one for this. */
  readonly isOwn: (name: string) => boolean;
  /** What to do, besides another folder. */
  readonly remedy?: string;
}

/** A build takes a folder of others where that is said. */
const builds: Writes = {
  command: 'a build',
  isOwn: (name) => name.startsWith(ownFiles),
  remedy: '--overwrite uses this one',
};

/** What `test --export` writes, mostly into the folder of a build. */
export const testFiles: Writes = {
  command: 'test --export',
  isOwn: (name) => name.startsWith(ownFiles),
};

/** A repository of charts may have packages of others, which are kept. */
export const packages: Writes = {
  command: 'package',
  isOwn: (name) => name === 'index.yaml' || name === 'SHA256SUMS',
  remedy: 'a repository of charts is known by its index.yaml',
};

/**
 * Refuses a folder with files of others: it may be a system's or a project's. One that the command has written to
 * before says so itself.
 *
 * @throws OutputError that names some of the files
 */
export function refuseFilesOfOthers(output: string, { command, isOwn, remedy }: Writes = builds): void {
  const found = filesIn(output);
  if (found.some(isOwn)) return;
  const others = found.filter((name) => !keepers.has(name)).sort();
  if (others.length === 0) return;
  const some = others.length > 3 ? [...others.slice(0, 3), '…'] : others;
  const besides = remedy === undefined ? '' : `; ${remedy}`;
  throw new OutputError(
    `${output} has files, but none that ${command} wrote (${some.join(', ')}): ${command} would mix its files with them. What to do: use a new or empty folder${besides}`,
  );
}

/** What keeps an empty folder in version control or publishes it, or an operating system puts everywhere. */
const keepers = new Set(['.git', '.gitkeep', '.gitignore', '.gitattributes', '.nojekyll', '.DS_Store']);

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // It does not exist, or the first write has a better error message.
    return [];
  }
}

function holdsBundle(folder: string): boolean {
  return ['ts', 'js', 'mjs'].some((ending) =>
    statSync(join(folder, `bundle.${ending}`), { throwIfNoEntry: false })?.isFile(),
  );
}

/** Whether a folder is the same as another or inside of it; both without symbolic links. */
function isWithin(folder: string, outer: string): boolean {
  const path = relative(outer, folder);
  return path === '' || (path !== '..' && !path.startsWith(`..${sep}`) && resolve(outer, path) === folder);
}

/** The path without symbolic links, also for a folder that does not exist yet. */
function realFolder(folder: string): string {
  const path = resolve(folder);
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(realFolder(dirname(path)), basename(path));
  }
}
