import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withFile } from '../errors/system-error.js';
import { sha256 } from './digest.js';
import { prepareFolder } from './folder.js';
import { commit, discardStaged, plan, recover, stagingFolder } from './journal.js';
import { lockOutput } from './lock.js';
import { type Manifest, manifestName, manifestText, readManifest } from './manifest.js';
import { OutputError } from './output-error.js';
import { isOutputPath } from './output-path.js';
import { lstatIfThere } from './path-inspector.js';

export { OutputError } from './output-error.js';

/** A file to write, of one bundle. */
export interface OutputFile {
  readonly bundle: string;
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

export interface WriteOptions {
  /** Whether a file of the manifest that this build did not produce is stale: one that it would have produced. */
  readonly isStale: (bundle: string, path: string) => boolean;
  /** Called when all files are staged: false leaves the output unchanged. @default true */
  readonly accept?: () => boolean;
  /**
   * Replace files at output paths that were not written by a build, and remove stale outputs that were changed since.
   * @default false, which makes them an error
   */
  readonly overwrite?: boolean | undefined;
  /** Unchanged outputs of this build, by path, with their bundle. @default none */
  readonly keep?: ReadonlyMap<string, string> | undefined;
  /** See `Manifest.inputs`: those of the folders of this build. @default none */
  readonly inputs?: ReadonlyMap<string, string> | undefined;
  /** Called when all files are in place, while no other build can change them. */
  readonly onWritten?: (outputs: WrittenOutputs) => void;
}

/** Digests (SHA-256) by path of the files of this build, by bundle. The manifest belongs to `*`. */
export type WrittenOutputs = ReadonlyMap<string, ReadonlyMap<string, string>>;

export interface WriteResult {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

/**
 * Brings the output folder up to date, all files or none. Files with equal content are not touched, stale files of
 * earlier builds are removed, and everything else in the folder stays. Files are processed one by one, so that they are
 * not all in memory.
 *
 * @returns A summary; undefined if `accept` returned false.
 * @throws OutputError if a path leaves the output folder, two files have the same path, the folder is not writable, or
 *   a file that was not written by a build is in the way; OutputBusyError if another build is running; FileError if the
 *   disk is full or a file cannot be read
 */
export function writeOutput(
  output: string,
  files: Iterable<OutputFile>,
  {
    isStale,
    accept = () => true,
    overwrite = false,
    keep = new Map(),
    inputs = new Map(),
    onWritten,
  }: WriteOptions,
): WriteResult | undefined {
  prepareFolder(output);
  const lock = lockOutput(output);
  try {
    recover(output, overwrite);
    const previous = readManifest(output);
    const stage = stageIn(output);
    const given = new Map(keep);
    const digests = new Map<string, string>();
    for (const path of keep.keys()) digests.set(path, previous.digests.get(path) ?? '');
    for (const file of files) {
      refuseBadPath(file, given);
      given.set(file.path, file.bundle);
      digests.set(file.path, sha256(file.content));
      stage.add(file);
      lock.touch();
    }
    if (!accept()) return undefined;
    const written = stage.changed.length;
    const stale = Object.entries(previous.bundles).flatMap(([bundle, paths]) =>
      paths.filter((path) => !given.has(path) && isStale(bundle, path)),
    );
    const manifest = nextManifest(previous, given, { digests, inputs }, new Set(stale));
    const listed = manifestText(manifest);
    stage.add({ path: manifestName, content: listed });
    const journal = plan(output, { moves: [...stage.moves], removals: stale }, previous, overwrite);
    if (journal.moves.length + journal.removals.length > 0) commit(output, journal);
    onWritten?.(writtenOutputs(given, digests, keep, sha256(listed)));
    return { written, unchanged: given.size - written, removed: journal.removals.length };
  } finally {
    // After a rejection or an error nothing is committed, and this removes what was staged.
    discardStaged(output);
    lock.release();
  }
}

function writtenOutputs(
  given: ReadonlyMap<string, string>,
  digests: ReadonlyMap<string, string>,
  keep: ReadonlyMap<string, string>,
  manifest: string,
): WrittenOutputs {
  const outputs = new Map([['*', new Map([[manifestName, manifest]])]]);
  for (const [path, bundle] of given) {
    if (keep.has(path)) continue;
    const own = outputs.get(bundle) ?? new Map<string, string>();
    outputs.set(bundle, own.set(path, digests.get(path) ?? ''));
  }
  return outputs;
}

interface Stage {
  /** Paths of the files that differ from the existing ones. */
  readonly changed: readonly string[];
  /** What to move: new folders, and the other files. */
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
        withFile(join(output, folder), () => mkdirSync(join(staging, folder), { recursive: true }));
      }
      withFile(join(output, path), () => writeFileSync(join(staging, path), content));
      changed.push(path);
      // As a whole: on some disks, creating folders and moving files one by one takes as long as writing them.
      moves.add(newFolder ?? path);
    },
  };
}

/** The folder, or its highest parent that does not exist. */
function newFolderOf(output: string, folder: string): string | undefined {
  let missing: string | undefined;
  for (let path = folder; path !== '.' && !existsSync(join(output, path)); path = dirname(path))
    missing = path;
  return missing;
}

function refuseBadPath({ path, bundle }: OutputFile, given: ReadonlyMap<string, string>): void {
  if (!isOutputPath(path))
    throw new OutputError(`bundle ${bundle}: the path ${JSON.stringify(path)} leaves the output folder`);
  const other = given.get(path);
  if (other !== undefined) {
    const whose = other === bundle ? `bundle ${bundle} gives` : `bundles ${other} and ${bundle} both produce`;
    throw new OutputError(`${whose} the file ${path} twice`);
  }
}

/** The new manifest: the files of this build, and those of earlier builds that are not stale. */
function nextManifest(
  previous: Manifest,
  given: ReadonlyMap<string, string>,
  { digests, inputs }: Pick<Manifest, 'digests' | 'inputs'>,
  removed: ReadonlySet<string>,
): Manifest {
  const bundles = new Map<string, string[]>();
  const known = new Map(digests);
  const put = (bundle: string, path: string) => {
    const paths = bundles.get(bundle);
    if (paths) paths.push(path);
    else bundles.set(bundle, [path]);
  };
  for (const [bundle, paths] of Object.entries(previous.bundles)) {
    for (const path of paths) {
      if (removed.has(path) || given.has(path)) continue;
      put(bundle, path);
      const digest = previous.digests.get(path);
      if (digest !== undefined) known.set(path, digest);
    }
  }
  for (const [path, bundle] of given) put(bundle, path);
  const folders = new Set([...known.keys()].map((path) => dirname(path)));
  return {
    bundles: Object.fromEntries(bundles),
    digests: known,
    inputs: new Map([...previous.inputs, ...inputs].filter(([folder]) => folders.has(folder))),
  };
}

/** True when the file exists with exactly this content. */
export function hasContent(path: string, content: string | Uint8Array): boolean {
  return withFile(path, () => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const found = lstatIfThere(path);
    return found?.isFile() === true && found.size === bytes.byteLength && readFileSync(path).equals(bytes);
  });
}
