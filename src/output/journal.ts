import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** What a build is about to do to the output folder, all of it or nothing. */
export interface Journal {
  /** Files and whole folders to move from the staging folder to their places, relative to both. */
  readonly moves: readonly string[];
  /** Files that no definition produces any more. */
  readonly removals: readonly string[];
}

/** Holds new files until all of them are written; on the same file system, so that moving is atomic. */
export const stagingName = '.dashwright-staging';
/** Its presence means that everything is staged: from here on a build is completed, never undone. */
export const journalName = '.dashwright-journal.json';

export function stagingFolder(output: string): string {
  return join(output, stagingName);
}

/** Writes the journal and does what it says. A kill before leaves the output as it was; after, `recover` finishes. */
export function commit(output: string, journal: Journal): void {
  const path = join(output, journalName);
  const complete = `${path}.new`;
  writeFileSync(complete, JSON.stringify(journal));
  renameSync(complete, path);
  apply(output, journal);
}

/** Finishes what a killed build had committed to, and removes what it had not. */
export function recover(output: string): void {
  const path = join(output, journalName);
  if (existsSync(path)) apply(output, JSON.parse(readFileSync(path, 'utf8')) as Journal);
  rmSync(`${path}.new`, { force: true });
  rmSync(stagingFolder(output), { recursive: true, force: true });
}

function apply(output: string, { moves, removals }: Journal): void {
  const staging = stagingFolder(output);
  const folders = new Set<string>();
  for (const path of moves) {
    const to = join(output, path);
    if (!folders.has(dirname(to))) {
      folders.add(dirname(to));
      mkdirSync(dirname(to), { recursive: true });
    }
    moveIfThere(join(staging, path), to);
  }
  for (const file of removals) {
    rmSync(join(output, file), { force: true });
    removeEmptyFolders(output, dirname(file));
  }
  rmSync(staging, { recursive: true, force: true });
  rmSync(join(output, journalName), { force: true });
}

/**
 * What is no longer staged was moved before the kill. Into a folder that has appeared since it was found missing, what
 * is staged for it moves piece by piece.
 */
function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    if (!isFolder(from) || !isFolder(to)) throw error;
    for (const name of readdirSync(from)) moveIfThere(join(from, name), join(to, name));
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function removeEmptyFolders(output: string, folder: string): void {
  for (let path = folder; path !== '.' && path !== ''; path = dirname(path)) {
    try {
      rmdirSync(join(output, path));
    } catch {
      return;
    }
  }
}
