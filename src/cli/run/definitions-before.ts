import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { revisionFolder } from '../../diff/index.js';

/** Definitions as they were at a revision. */
export interface DefinitionsBefore {
  /** A folder that is removed after its use. */
  readonly folder: string;
  /** Of the bundles that were asked for, those that were there; empty for all. */
  readonly names: readonly string[];
}

/**
 * Uses definitions as they were at a git revision.
 *
 * @param names Bundles that are asked for; empty for all.
 * @param use Is not called where none of them was there.
 * @returns what `use` gives; undefined where it is not called
 * @throws SourceError if the folder is not in a git repository, or the revision does not exist
 */
export async function definitionsBefore<Result>(
  definitions: string,
  revision: string,
  names: readonly string[],
  use: (before: DefinitionsBefore) => Promise<Result>,
): Promise<Result | undefined> {
  const parent = mkdtempSync(join(tmpdir(), 'dashwright-before-'));
  try {
    const folder = join(parent, basename(resolve(definitions)));
    revisionFolder(definitions, revision, folder);
    const there = names.filter((name) => existsSync(join(folder, name)));
    if (readdirSync(folder).length === 0 || (names.length > 0 && there.length === 0)) return undefined;
    return await use({ folder, names: there });
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}
