import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { reasonOf } from '../errors/caught.js';
import { fileError, isFileError, withFile } from '../errors/system-error.js';
import { isRecord, parsedJson } from '../plain.js';
import { sha256 } from './digest.js';
import { hasConflict, listedIn, type Manifest, manifestName, readIfThere, readManifest } from './manifest.js';
import { OutputError } from './output-error.js';
import { isOutputPath } from './output-path.js';
import { lstatIfThere, pathInspector } from './path-inspector.js';

/** The changes that a build makes to the output folder, all or none. */
export interface Journal {
  /** Files and whole folders to move from the staging folder to their destinations, relative to both. */
  readonly moves: readonly string[];
  /** Files that no definition produces any more, to be removed. */
  readonly removals: readonly string[];
}

/**
 * The staging folder for new files until all of them are written; on the same file system, so that moving is atomic.
 */
export const stagingName = '.dashwright-staging';
/** If it exists, everything is staged: from then on a build is completed, never rolled back. */
export const journalName = '.dashwright-journal.json';
/** Backup of replaced files in the staging folder, until all is done. */
const formerName = '.dashwright-former';

export function stagingFolder(output: string): string {
  return join(output, stagingName);
}

/**
 * Checks for everything that could prevent the changes of a journal, and adjusts it: a folder that exists by now is not
 * moved as a whole.
 *
 * @param overwrite Also replace and remove files that were not written by a build, or were changed since.
 * @throws OutputError that lists the obstacles; nothing is changed then
 */
export function plan(
  output: string,
  { moves, removals }: Journal,
  manifest: Manifest,
  overwrite = false,
): Journal {
  const inspector = pathInspector(output);
  const listed = listedIn(manifest);
  const staging = stagingFolder(output);
  const obstacles = new Set<string>();
  const planned: string[] = [];
  const planMove = (path: string): void => {
    const staged = lstatIfThere(join(staging, path));
    // Already moved before an interruption.
    if (!staged) return;
    const present = inspector.at(path);
    if (staged.isDirectory() && present?.isDirectory()) {
      for (const name of readdirSync(join(staging, path)).sort()) planMove(`${path}/${name}`);
      return;
    }
    const obstacle = staged.isDirectory() && present ? blocked(path) : inspector.obstacleTo(path);
    if (obstacle !== undefined) obstacles.add(obstacle);
    else if (present && !overwrite && !listed.has(path) && path !== manifestName) {
      if (!sameFiles(join(staging, path), join(output, path)))
        obstacles.add(`${path} was not written by a build: move it away, or use --overwrite to replace it`);
    }
    planned.push(path);
  };
  const blocked = (path: string): string =>
    inspector.obstacleTo(`${path}/.`) ?? `${path} is a file where a folder is needed; move it away`;
  for (const path of moves) planMove(path);
  const planRemoval = (path: string): boolean => {
    const obstacle = inspector.obstacleTo(path);
    if (obstacle !== undefined) obstacles.add(obstacle);
    else if (!inspector.at(path)) return false;
    else if (!overwrite && !isOurs(output, path, manifest))
      obstacles.add(
        `${path} no longer belongs to a bundle, but was changed since a build wrote it: move it away, or use --overwrite to remove it`,
      );
    return true;
  };
  const removed = removals.filter(planRemoval);
  if (obstacles.size > 0) throw obstacleError(output, [...obstacles]);
  return { moves: planned, removals: removed };
}

function obstacleError(output: string, obstacles: readonly string[]): OutputError {
  const shown = obstacles.slice(0, 10).map((obstacle) => `\n  ${obstacle}`);
  const rest = obstacles.length > shown.length ? `\n  and ${obstacles.length - shown.length} more` : '';
  return new OutputError(`cannot write to ${output}, nothing was changed:${shown.join('')}${rest}`);
}

/** In the manifest, and with the content that a build wrote. */
function isOurs(output: string, path: string, { digests }: Manifest): boolean {
  const digest = digests.get(path);
  return digest !== undefined && digest === sha256(readFileSync(join(output, path)));
}

function sameFiles(a: string, b: string): boolean {
  return withFile(b, () => readFileSync(a).equals(readFileSync(b)));
}

/**
 * Writes a planned journal and applies it. If killed before the journal is written, the output is unchanged; after
 * that, `recover` completes it. An error rolls back.
 */
export function commit(output: string, journal: Journal): void {
  const path = join(output, journalName);
  const complete = `${path}.new`;
  withFile(complete, () => {
    writeFileSync(complete, JSON.stringify(journal), { flag: 'wx' });
    renameSync(complete, path);
  });
  const done: Step[] = [];
  try {
    apply(output, journal, done);
  } catch (error) {
    undo(output, done, error);
    throw isFileError(error) ? fileError(error, output) : error;
  }
  tidy(output, journal);
}

/** Whether there are leftovers of an interrupted build. */
export function isInterrupted(output: string): boolean {
  return lstatIfThere(join(output, journalName)) !== undefined;
}

/**
 * Completes the journal of a killed build, or removes what it staged without a journal.
 *
 * @throws OutputError for a damaged journal, and for new obstacles
 */
export function recover(output: string, overwrite = false): void {
  const journal = readJournal(output);
  if (journal) {
    refuseForeign(output);
    const planned = plan(output, journal, readManifest(output), overwrite);
    withFile(output, () => apply(output, planned));
    tidy(output, journal);
  }
  discardStaged(output);
}

/** A build stages only files and folders: a link there was created by something else. */
function refuseForeign(output: string): void {
  const staging = stagingFolder(output);
  const found = lstatIfThere(staging);
  if (!found) return;
  const plain =
    found.isDirectory() && filesIn(staging).every((entry) => entry.isFile() || entry.isDirectory());
  if (plain) return;
  throw new OutputError(
    `${staging} contains more than files and folders, so it was not left by a build. Nothing was changed. ` +
      `What to do: delete it and ${join(output, journalName)}, then run dashwright build --overwrite`,
  );
}

function filesIn(folder: string) {
  return withFile(folder, () => readdirSync(folder, { recursive: true, withFileTypes: true }));
}

/** Removes what was staged but never committed. */
export function discardStaged(output: string): void {
  if (isInterrupted(output)) return;
  withFile(output, () => {
    rmSync(join(output, `${journalName}.new`), { force: true });
    rmSync(stagingFolder(output), { recursive: true, force: true });
  });
}

function readJournal(output: string): Journal | undefined {
  const path = join(output, journalName);
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  const damaged = (what: string): never => {
    throw new OutputError(
      `${path}, the journal of an interrupted build, ${what}. Nothing was changed. ` +
        `What to do: delete it and ${stagingFolder(output)}, then run dashwright build --overwrite`,
    );
  };
  if (hasConflict(text)) damaged('has merge conflict markers');
  const value = parsedJson(text);
  if (!isRecord(value) || !Array.isArray(value.moves) || !Array.isArray(value.removals))
    return damaged('is damaged');
  const { moves, removals } = value;
  const wrong = [...moves.filter((move) => move !== manifestName), ...removals].find(
    (one) => !isOutputPath(one),
  );
  if (wrong !== undefined) damaged(`names ${JSON.stringify(wrong)}, which is not a file in an output folder`);
  return { moves, removals };
}

/** One change of the output folder, which is undone if a later one fails. */
type Step = { readonly type: 'moved' | 'removed'; readonly path: string; readonly replaced: boolean };

/** The manifest comes last: until then the previous one lists the files of builds. */
function apply(output: string, { moves, removals }: Journal, done: Step[] = []): void {
  for (const path of moves) if (path !== manifestName) moveIntoPlace(output, path, done);
  for (const path of removals) {
    const former = formerPath(output, path);
    makeFolder(dirname(former));
    renameSync(join(output, path), former);
    done.push({ type: 'removed', path, replaced: true });
  }
  if (moves.includes(manifestName)) moveIntoPlace(output, manifestName, done);
}

function moveIntoPlace(output: string, path: string, done: Step[]): void {
  const to = join(output, path);
  const replaced = lstatIfThere(to)?.isFile() === true;
  if (replaced) keepFormer(to, formerPath(output, path));
  renameSync(join(stagingFolder(output), path), to);
  done.push({ type: 'moved', path, replaced });
}

/** A hard link costs nothing and leaves no moment without the file; some file systems do not support it. */
function keepFormer(file: string, former: string): void {
  makeFolder(dirname(former));
  rmSync(former, { force: true });
  try {
    linkSync(file, former);
  } catch {
    copyFileSync(file, former);
  }
}

function formerPath(output: string, path: string): string {
  return join(stagingFolder(output), formerName, path);
}

function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
}

/**
 * Undoes steps in reverse order. If the process is killed during that, the journal remains and the build is completed
 * later.
 */
function undo(output: string, done: readonly Step[], reason: unknown): void {
  try {
    for (const { type, path, replaced } of done.toReversed()) {
      if (type === 'moved') renameSync(join(output, path), join(stagingFolder(output), path));
      if (replaced) renameSync(formerPath(output, path), join(output, path));
    }
    rmSync(join(output, journalName), { force: true });
  } catch {
    const message = isFileError(reason) ? fileError(reason, output).message : reasonOf(reason);
    throw new OutputError(
      `${output} is incomplete: ${message}. Then run dashwright build again, which completes it`,
    );
  }
}

/** Removes the staging folder after all files are in place. */
function tidy(output: string, { removals }: Journal): void {
  for (const folder of new Set(removals.map((path) => dirname(path)))) removeEmptyFolders(output, folder);
  withFile(output, () => {
    rmSync(stagingFolder(output), { recursive: true, force: true });
    rmSync(join(output, journalName), { force: true });
  });
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
