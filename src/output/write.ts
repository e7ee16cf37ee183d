import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { Mistake } from '../mistake.js';
import { commit, recover, stagingFolder } from './journal.js';
import { lockOutput } from './lock.js';
import { type Manifest, manifestName, manifestText, readManifest } from './manifest.js';

/** A file to write, of one bundle. */
export interface OutputFile {
  readonly bundle: string;
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

export interface WriteOptions {
  /** Whether a file of the manifest, which this build did not give, is one that it would have given. */
  readonly isStale: (bundle: string, path: string) => boolean;
  /** Asked when all files are there: false leaves the output as it was. @default true */
  readonly accept?: () => boolean;
  /** Told when all is in place, while no other build can change it, what there is of this build and what is new. */
  readonly settled?: (outcome: Settled) => void;
}

/** Paths relative to the output folder, the manifest's among them. */
export interface Settled {
  readonly paths: readonly string[];
  readonly changed: readonly string[];
}

export interface WriteResult {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

/** The output folder cannot be used, or a file does not belong into it. */
export class OutputError extends Mistake {}

/**
 * Brings the output folder up to date: all files or none, each whole. Files with the same bytes are not touched;
 * files that earlier builds wrote and that are stale are removed; nothing else in the folder is.
 * The files are taken one by one, so that they need not all be in memory.
 *
 * @returns What was done; undefined when `accept` refused.
 * @throws OutputError when a path leaves the output folder, when two files have one path, when the folder cannot
 *   be written; OutputBusyError when another build is at work
 */
export function writeOutput(
  output: string,
  files: Iterable<OutputFile>,
  { isStale, accept = () => true, settled }: WriteOptions,
): WriteResult | undefined {
  prepareFolder(output);
  const release = lockOutput(output);
  try {
    recover(output);
    const stage = stageIn(output);
    const given = new Map<string, string>();
    for (const file of files) {
      refuseBadPath(file, given);
      given.set(file.path, file.bundle);
      stage.add(file);
    }
    if (!accept()) return undefined;
    const written = stage.changed.length;
    const previous = readManifest(output);
    const removals = Object.entries(previous).flatMap(([bundle, paths]) =>
      paths.filter((path) => !given.has(path) && isStale(bundle, path)),
    );
    const manifest = nextManifest(previous, given, new Set(removals));
    stage.add({ path: manifestName, content: manifestText(manifest) });
    if (stage.changed.length + removals.length > 0) commit(output, { moves: [...stage.moves], removals });
    settled?.({ paths: [...given.keys(), manifestName], changed: stage.changed });
    return { written, unchanged: given.size - written, removed: removals.length };
  } finally {
    // After a refusal or an error nothing is committed, and this removes what was staged.
    recover(output);
    release();
  }
}

interface Stage {
  /** Paths of the files that differ from what is there. */
  readonly changed: readonly string[];
  /** What brings them there: folders that are new, and the other files. */
  readonly moves: ReadonlySet<string>;
  add(file: Pick<OutputFile, 'path' | 'content'>): void;
}

function stageIn(output: string): Stage {
  const staging = stagingFolder(output);
  const changed: string[] = [];
  const moves = new Set<string>();
  const staged = new Set<string>();
  const newFolders = new Map<string, string | undefined>();
  return {
    changed,
    moves,
    add({ path, content }) {
      const folder = dirname(path);
      if (!newFolders.has(folder)) newFolders.set(folder, newFolderOf(output, folder));
      const newFolder = newFolders.get(folder);
      if (newFolder === undefined && hasContent(join(output, path), content)) return;
      if (!staged.has(folder)) {
        staged.add(folder);
        mkdirSync(join(staging, folder), { recursive: true });
      }
      writeFileSync(join(staging, path), content);
      changed.push(path);
      // In one piece: making folders and moving files one by one takes some disks as long as writing them.
      moves.add(newFolder ?? path);
    },
  };
}

/** The folder or the highest above it that is not there. */
function newFolderOf(output: string, folder: string): string | undefined {
  let missing: string | undefined;
  for (let path = folder; path !== '.' && !existsSync(join(output, path)); path = dirname(path))
    missing = path;
  return missing;
}

function refuseBadPath({ path, bundle }: OutputFile, given: ReadonlyMap<string, string>): void {
  const leaves = isAbsolute(path) || normalize(path) !== path || path.startsWith('..') || /[\\\0]/.test(path);
  if (leaves)
    throw new OutputError(`bundle ${bundle}: the path ${JSON.stringify(path)} leaves the output folder`);
  const other = given.get(path);
  if (other !== undefined) {
    const whose = other === bundle ? `bundle ${bundle} gives` : `bundles ${other} and ${bundle} both give`;
    throw new OutputError(`${whose} the file ${path} twice`);
  }
}

function prepareFolder(output: string): void {
  try {
    mkdirSync(output, { recursive: true });
    accessSync(output, constants.W_OK);
  } catch (error) {
    throw new OutputError(`cannot write to the output folder ${output}: ${(error as Error).message}`);
  }
}

function nextManifest(
  previous: Manifest,
  given: ReadonlyMap<string, string>,
  removed: ReadonlySet<string>,
): Manifest {
  const next = new Map<string, string[]>();
  const put = (bundle: string, path: string) => {
    const paths = next.get(bundle);
    if (paths) paths.push(path);
    else next.set(bundle, [path]);
  };
  for (const [bundle, paths] of Object.entries(previous)) {
    for (const path of paths) if (!removed.has(path) && !given.has(path)) put(bundle, path);
  }
  for (const [path, bundle] of given) put(bundle, path);
  return Object.fromEntries(next);
}

function hasContent(path: string, content: string | Uint8Array): boolean {
  if (!existsSync(path)) return false;
  const present = readFileSync(path);
  return present.equals(typeof content === 'string' ? Buffer.from(content) : content);
}
