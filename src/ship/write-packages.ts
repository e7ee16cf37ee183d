import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../errors/caught.js';
import { packages, refuseFilesOfOthers, refuseFolder } from '../output/folder.js';
import { readBuilt } from './built.js';
import { mergeChecksums } from './checksums.js';
import { lastChange } from './git.js';
import { type PackagedBundle, packageBundle } from './package.js';
import type { Provenance } from './provenance.js';
import { indexEntry, mergeIndex } from './repository-index.js';
import { ShipError } from './ship-error.js';

export interface PackageOptions {
  /** Output folder of a build. */
  readonly from: string;
  /** Bundles to pack; all if empty. */
  readonly names: readonly string[];
  readonly source?: string | undefined;
  /** @default the last commit that changed the chart */
  readonly revision?: string | undefined;
  readonly toolVersion: string;
}

/** A packed bundle, with its provenance. */
export interface Packed {
  readonly packed: PackagedBundle;
  readonly provenance: Provenance;
}

export function packBundles({ from, names, source, revision, toolVersion }: PackageOptions): Packed[] {
  return readBuilt(from, names).map((built) => {
    const known = lastChange(join(from, 'helm', built.bundle));
    const provenance = { ...known, source, ...(revision !== undefined && { revision }) };
    return { packed: packageBundle(built, provenance, toolVersion), provenance };
  });
}

/**
 * Writes packages into a folder, with the index of a chart repository and checksums. Files are written atomically, and
 * existing packages are kept.
 *
 * @param base URL of the chart repository, for the index; URLs are relative if it is empty.
 * @throws OutputError for the root of the file system, a home folder, and one with files of others
 * @returns The names of the files, index and checksums last.
 */
export function writePackages(all: readonly Packed[], folder: string, base: string): string[] {
  refuseFolder(folder, undefined, 'packages');
  refuseFilesOfOthers(folder, packages);
  const index = mergeIndex(
    existing(folder, 'index.yaml'),
    all.map(({ packed, provenance }) => indexEntry(packed, base, provenance.created)),
  );
  const files = all.flatMap(({ packed }) => packed.files);
  const checksums = mergeChecksums(existing(folder, 'SHA256SUMS'), files);
  const outputs = [
    ...files,
    { name: 'SHA256SUMS', content: checksums },
    // Last, as it makes the others visible.
    { name: 'index.yaml', content: index },
  ];
  try {
    mkdirSync(folder, { recursive: true });
    for (const { name, content } of outputs) writeWhole(join(folder, name), content);
  } catch (error) {
    throw new ShipError(`cannot write to ${folder}: ${reasonOf(error)}`);
  }
  return outputs.map(({ name }) => name);
}

function existing(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function writeWhole(path: string, content: Uint8Array | string): void {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, content);
    renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
