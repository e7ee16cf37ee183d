import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withFile } from '../errors/system-error.js';
import { prepareFolder } from './folder.js';
import { commit, discardStaged, plan, recover, stagingFolder } from './journal.js';
import { lockOutput } from './lock.js';
import { contentDigest, type Manifest, manifestName, manifestText, readManifest } from './manifest.js';
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
  /** Whether a file of the manifest, which this build did not give, is one that it would have given. */
  readonly isStale: (bundle: string, path: string) => boolean;
  /** Asked when all files are there: false leaves the output as it was. @default true */
  readonly accept?: () => boolean;
  /**
   * Replaces files at the paths of outputs that no build is known to have written, and removes outputs that somebody
   * has changed since. @default false: they are an error
   */
  readonly overwrite?: boolean | undefined;
  /** Files of this build, by path, with their bundle: known to be there, and not given again. @default none */
  readonly keep?: ReadonlyMap<string, string> | undefined;
  /** Told when all is in place, while no other build can change it. */
  readonly settled?: (outputs: Settled) => void;
}

/** Digests (SHA-256) by path of the files that were given, by bundle. The manifest is among those of `*`. */
export type Settled = ReadonlyMap<string, ReadonlyMap<string, string>>;

export interface WriteResult {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

/**
 * Brings the output folder up to date: all files or none, each whole. Files with the same bytes are not touched;
 * files that earlier builds wrote and that are stale are removed; nothing else in the folder is.
 * The files are taken one by one, so that they need not all be in memory.
 *
 * @returns What was done; undefined when `accept` refused.
 * @throws OutputError when a path leaves the output folder, when two files have one path, when the folder cannot
 *   be written, when something that is not a build's is in the way; OutputBusyError when another build is at work;
 *   FileError when the disk is full or a file cannot be read
 */
export function writeOutput(
  output: string,
  files: Iterable<OutputFile>,
  { isStale, accept = () => true, overwrite = false, keep = new Map(), settled }: WriteOptions,
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
      digests.set(file.path, contentDigest(file.content));
      stage.add(file);
      lock.touch();
    }
    if (!accept()) return undefined;
    const written = stage.changed.length;
    const stale = Object.entries(previous.bundles).flatMap(([bundle, paths]) =>
      paths.filter((path) => !given.has(path) && isStale(bundle, path)),
    );
    const manifest = nextManifest(previous, given, digests, new Set(stale));
    const listed = manifestText(manifest);
    stage.add({ path: manifestName, content: listed });
    const journal = plan(output, { moves: [...stage.moves], removals: stale }, previous, overwrite);
    if (journal.moves.length + journal.removals.length > 0) commit(output, journal);
    settled?.(settledBy(given, digests, keep, contentDigest(listed)));
    return { written, unchanged: given.size - written, removed: journal.removals.length };
  } finally {
    // After a refusal or an error nothing is committed, and this removes what was staged.
    discardStaged(output);
    lock.release();
  }
}

function settledBy(
  given: ReadonlyMap<string, string>,
  digests: ReadonlyMap<string, string>,
  keep: ReadonlyMap<string, string>,
  manifest: string,
): Settled {
  const outputs = new Map([['*', new Map([[manifestName, manifest]])]]);
  for (const [path, bundle] of given) {
    if (keep.has(path)) continue;
    const own = outputs.get(bundle) ?? new Map<string, string>();
    outputs.set(bundle, own.set(path, digests.get(path) ?? ''));
  }
  return outputs;
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
        withFile(join(output, folder), () => mkdirSync(join(staging, folder), { recursive: true }));
      }
      withFile(join(output, path), () => writeFileSync(join(staging, path), content));
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
  if (!isOutputPath(path))
    throw new OutputError(`bundle ${bundle}: the path ${JSON.stringify(path)} leaves the output folder`);
  const other = given.get(path);
  if (other !== undefined) {
    const whose = other === bundle ? `bundle ${bundle} gives` : `bundles ${other} and ${bundle} both give`;
    throw new OutputError(`${whose} the file ${path} twice`);
  }
}

/** What is there now: what this build gives, and of earlier ones what is not stale. */
function nextManifest(
  previous: Manifest,
  given: ReadonlyMap<string, string>,
  digests: ReadonlyMap<string, string>,
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
  return { bundles: Object.fromEntries(bundles), digests: known };
}

/** True when the file exists with exactly this content. */
export function hasContent(path: string, content: string | Uint8Array): boolean {
  return withFile(path, () => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const found = lstatIfThere(path);
    return found?.isFile() === true && found.size === bytes.byteLength && readFileSync(path).equals(bytes);
  });
}
