import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit } from '../compare.js';
import { FileError, withFile } from '../errors/system-error.js';
import { refuseForeign } from './own-file.js';

/** A folder of definitions with a `bundle.ts`. */
export interface BundleFolder {
  readonly name: string;
  readonly folder: string;
  /** The table of contents, relative to the folder of definitions, with `/`. */
  readonly entry: string;
  /** Scenario files, also relative. */
  readonly scenarios: readonly string[];
}

const entryNames = ['bundle.ts', 'bundle.js', 'bundle.mjs'];

/**
 * The bundles in a folder of definitions, by name. Folders without a `bundle.ts` are libraries.
 *
 * @throws Mistake for a folder that cannot be read, and for a bundle outside of it
 */
export function findBundles(definitions: string): BundleFolder[] {
  const found: BundleFolder[] = [];
  for (const { name } of foldersIn(definitions)) {
    const folder = join(definitions, name);
    const entry = entryNames.find((file) => isThere(join(folder, file)));
    if (entry === undefined) continue;
    const scenarios = scenarioFiles(folder, name);
    for (const file of [`${name}/${entry}`, ...scenarios])
      refuseForeign(join(definitions, file), definitions);
    found.push({ name, folder, entry: `${name}/${entry}`, scenarios });
  }
  return found.sort((a, b) => byCodeUnit(a.name, b.name));
}

/** The file with the team's settings of checks and its own checks, if there is one. */
export function findChecks(definitions: string): string | undefined {
  if (!isThere(join(definitions, 'checks.ts'))) return undefined;
  refuseForeign(join(definitions, 'checks.ts'), definitions);
  return 'checks.ts';
}

/**
 * The bundle's runbooks as Markdown, by file name without `.md`.
 *
 * @throws Mistake for a file that cannot be read or is outside of the folder
 */
export function readRunbooks(folder: string, definitions: string): Record<string, string> {
  return readTexts(join(folder, 'runbooks'), '.md', definitions);
}

/**
 * Templates of the bundle's messages, for Alertmanager, by file name without `.tmpl`.
 *
 * @throws Mistake for a file that cannot be read or is outside of the folder
 */
export function readTemplates(folder: string, definitions: string): Record<string, string> {
  return readTexts(join(folder, 'templates'), '.tmpl', definitions);
}

function readTexts(folder: string, suffix: string, definitions: string): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const file of filesIn(folder, suffix)) {
    const path = join(folder, file);
    refuseForeign(path, definitions);
    texts[file.slice(0, -suffix.length)] = plainText(withFile(path, () => readFileSync(path, 'utf8')));
  }
  return texts;
}

/** Without a byte order mark, and with the line ends of Unix: a checkout on Windows gives the same outputs. */
function plainText(text: string): string {
  return text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');
}

/** The folders of runbooks and templates and the files in them; links with their targets. */
export function textFiles(
  folder: string,
  runbooks: readonly string[],
  templates: readonly string[],
): string[] {
  const inFolder = (name: string, files: readonly string[]) => {
    const paths = files.map((file) => join(folder, name, file));
    return [join(folder, name), ...paths, ...paths.map((path) => realpathSync.native(path))];
  };
  return [
    ...inFolder(
      'runbooks',
      runbooks.map((name) => `${name}.md`),
    ),
    ...inFolder(
      'templates',
      templates.map((name) => `${name}.tmpl`),
    ),
  ];
}

function scenarioFiles(folder: string, name: string): string[] {
  return filesIn(join(folder, 'scenarios'), '.ts').map((file) => `${name}/scenarios/${file}`);
}

function filesIn(folder: string, suffix: string): string[] {
  if (!existsSync(folder)) return [];
  return withFile(folder, () => readdirSync(folder))
    .filter((file) => file.endsWith(suffix))
    .sort();
}

/** Folders, and links to folders: a bundle behind a link must not be skipped silently. */
function foldersIn(folder: string): { readonly name: string }[] {
  return withFile(folder, () => readdirSync(folder, { withFileTypes: true })).filter(
    (entry) =>
      entry.isDirectory() || (entry.isSymbolicLink() && at(join(folder, entry.name))?.isDirectory() === true),
  );
}

/**
 * Whether a file exists.
 *
 * @throws FileError for a link that leads nowhere: a bundle without its file would be removed from the outputs
 */
function isThere(path: string): boolean {
  if (at(path) !== undefined) return true;
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return false;
  throw new FileError(
    `${path}: the symbolic link is broken. What to do: replace it by the file, or remove it`,
  );
}

/** File status of a path; undefined if it does not exist. */
function at(path: string): Stats | undefined {
  return withFile(path, () => statSync(path, { throwIfNoEntry: false }));
}
