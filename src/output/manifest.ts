import { join } from 'node:path';
import { byCodeUnit } from '../compare.js';
import { codeOf } from '../errors/caught.js';
import { FileError, withFile } from '../errors/system-error.js';
import { isRecord, parsedJson } from '../plain.js';
import { OutputError } from './output-error.js';
import { isOutputPath } from './output-path.js';
import { readRegularFile } from './regular-file.js';
import { toJson } from './serialise.js';

/** The files that builds have written: only these are ever replaced or removed. */
export interface Manifest {
  /** Paths by bundle. */
  readonly bundles: Readonly<Record<string, readonly string[]>>;
  /** SHA-256 of what a build wrote, by path: a file with different content was changed by someone. */
  readonly digests: ReadonlyMap<string, string>;
  /**
   * For folders whose files take long to make: a digest by which a build knows that it would make the same files again.
   */
  readonly inputs: ReadonlyMap<string, string>;
}

export const manifestName = '.dashwright.json';

/**
 * The manifest of an output folder; an empty one if it does not exist.
 *
 * @throws OutputError with a remedy, for one that is damaged or names files outside of the folder
 */
export function readManifest(output: string): Manifest {
  const path = join(output, manifestName);
  const text = readIfThere(path);
  if (text === undefined) return { bundles: {}, digests: new Map(), inputs: new Map() };
  const damaged = (what: string): never => {
    throw new OutputError(
      `${path}, the list of files written by builds, ${what}. Nothing was changed. ` +
        `What to do: restore it from version control (git checkout HEAD -- ${path}), ` +
        'or delete it and run dashwright build --overwrite, which replaces files with the names of outputs',
    );
  };
  if (hasConflict(text)) damaged('has merge conflict markers');
  const value = parsedJson(text);
  if (!isRecord(value) || !isRecord(value.bundles)) return damaged('is damaged');
  const { bundles, digests, inputs } = value;
  for (const paths of Object.values(bundles)) {
    if (!Array.isArray(paths)) return damaged('is damaged');
    const wrong = paths.find((one) => !isOutputPath(one));
    if (wrong !== undefined)
      damaged(`names ${JSON.stringify(wrong)}, which is not a file in an output folder`);
  }
  return { bundles: bundles as Manifest['bundles'], digests: textsIn(digests), inputs: textsIn(inputs) };
}

function textsIn(value: unknown): Map<string, string> {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** All paths in a manifest. */
export function listedIn({ bundles }: Manifest): Set<string> {
  return new Set(Object.values(bundles).flat());
}

export function manifestText({ bundles, digests, inputs }: Manifest): string {
  const names = Object.keys(bundles).sort();
  const sorted = (texts: ReadonlyMap<string, string>) =>
    Object.fromEntries([...texts].sort(([a], [b]) => byCodeUnit(a, b)));
  return toJson({
    description:
      'Files written by dashwright build, by bundle: those that a bundle no longer produces are removed. The digests (SHA-256) show which files have been changed since. Files of folders in inputs are kept as long as nothing that decides them changes.',
    bundles: Object.fromEntries(names.map((name) => [name, [...(bundles[name] ?? [])].sort()])),
    digests: sorted(digests),
    ...(inputs.size > 0 && { inputs: sorted(inputs) }),
  });
}

/** Whether a text has merge conflict markers of git. */
export function hasConflict(text: string): boolean {
  return /^(<{7}|={7}|>{7})( |$)/m.test(text);
}

/** @throws FileError if it exists but cannot be read */
export function readIfThere(path: string): string | undefined {
  return withFile(path, () => {
    try {
      return readRegularFile(path);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  });
}

/** Undefined if there is no file that can be read. */
export function textIfReadable(path: string): string | undefined {
  try {
    return readIfThere(path);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
