import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Finding, Level } from '../../check/index.js';
import { withFile } from '../../errors/system-error.js';

export const script = /\.[cm]?[jt]sx?$/;
const ending = /(\.d)?\.[cm]?[jt]sx?$/;

export interface UnreadOptions {
  readonly definitions: string;
  /** Scripts that were compiled, as absolute paths. */
  readonly read: ReadonlySet<string>;
  /** Set by the team: `levels: { 'definition/unread': 'error' }`. */
  readonly level?: Level | undefined;
}

export function finding(
  path: string,
  level: Level,
  message: string,
  details: Pick<Finding, 'expected'>,
): Finding {
  return { check: 'definition/unread', level, path, place: { order: 0, file: path }, message, ...details };
}

export function pathIn(definitions: string, file: string): string {
  return relative(definitions, file).split(sep).join('/');
}

export function withoutEnding(file: string): string {
  return file.replace(ending, '');
}

/** The folder of an index, by which it is imported too. */
export function withoutIndex(path: string): string {
  return path.replace(/[\\/]index$/, '');
}

/** All files in a folder and in its folders, which are listed too. */
export function filesUnder(folder: string): { readonly files: string[]; readonly folders: string[] } {
  const { files, folders } = filesIn(folder);
  const inner = folders.map(filesUnder);
  return {
    files: [...files, ...inner.flatMap((one) => one.files)].sort(),
    folders: [folder, ...inner.flatMap((one) => one.folders)],
  };
}

/** Folders that hold no definitions are left out: packages, and those whose name begins with a dot. */
export function filesIn(folder: string): { readonly files: string[]; readonly folders: string[] } {
  const entries = withFile(folder, () => readdirSync(folder, { withFileTypes: true }));
  const isOurs = (name: string) => name !== 'node_modules' && !name.startsWith('.');
  return {
    files: entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name)),
    folders: entries
      .filter((entry) => entry.isDirectory() && isOurs(entry.name))
      .map(({ name }) => join(folder, name)),
  };
}

/** The text of a script without its comments: what is commented out is not defined, and what they name is not used. */
export function codeOf(file: string): string {
  const text = withFile(file, () => readFileSync(file, 'utf8'));
  return text.replaceAll(textOrComment, (found) =>
    found.startsWith('/') ? found.replaceAll(/[^\n]/g, ' ') : found,
  );
}

/** Texts are matched so that `//` in an address begins no comment. */
const textOrComment =
  /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
