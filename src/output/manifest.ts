import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit } from '../compare.js';
import { withFile } from '../errors/system-error.js';
import { OutputError } from './output-error.js';
import { isOutputPath } from './output-path.js';
import { toJson } from './serialise.js';

/** The files that builds have written: only these are ever replaced or removed. */
export interface Manifest {
  /** Paths by bundle. */
  readonly bundles: Readonly<Record<string, readonly string[]>>;
  /** What a build has written there, as SHA-256 by path: a file with another content is somebody's work. */
  readonly digests: ReadonlyMap<string, string>;
}

export const manifestName = '.dashwright.json';

/**
 * The manifest of an output folder; an empty one where there is none.
 *
 * @throws OutputError for one that is damaged or names files outside of the folder, with what to do
 */
export function readManifest(output: string): Manifest {
  const path = join(output, manifestName);
  const text = readIfThere(path);
  if (text === undefined) return { bundles: {}, digests: new Map() };
  const damaged = (what: string): never => {
    throw new OutputError(
      `${path}, the list of what builds have written, ${what}. Nothing was changed. ` +
        `What to do: take it from version control (git checkout HEAD -- ${path}), ` +
        'or delete it and run dashwright build --overwrite, which replaces what has the name of an output',
    );
  };
  if (hasConflict(text)) damaged('has conflict markers of a merge');
  const value = parsed(text);
  if (!isRecord(value) || !isRecord(value.bundles)) return damaged('is damaged');
  const { bundles, digests = {} } = value;
  for (const paths of Object.values(bundles)) {
    if (!Array.isArray(paths)) return damaged('is damaged');
    const wrong = paths.find((one) => !isOutputPath(one));
    if (wrong !== undefined) damaged(`names ${JSON.stringify(wrong)}, which is no file of an output folder`);
  }
  const known = isRecord(digests) ? Object.entries(digests) : [];
  return {
    bundles: bundles as Manifest['bundles'],
    digests: new Map(known.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
  };
}

/** All paths in a manifest. */
export function listedIn({ bundles }: Manifest): Set<string> {
  return new Set(Object.values(bundles).flat());
}

export function manifestText({ bundles, digests }: Manifest): string {
  const names = Object.keys(bundles).sort();
  return toJson({
    description:
      'Files written by dashwright build, by bundle: those that a bundle no longer gives are removed. The digests (SHA-256) tell them from files that somebody has changed.',
    bundles: Object.fromEntries(names.map((name) => [name, [...(bundles[name] ?? [])].sort()])),
    digests: Object.fromEntries([...digests].sort(([a], [b]) => byCodeUnit(a, b))),
  });
}

export function contentDigest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Whether git has left a merge to be done in a text. */
export function hasConflict(text: string): boolean {
  return /^(<{7}|={7}|>{7})( |$)/m.test(text);
}

/** JSON, or undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws FileError when there is something that cannot be read */
export function readIfThere(path: string): string | undefined {
  return withFile(path, () => {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  });
}
