import { dirname, resolve } from 'node:path';
import type { Metafile } from 'esbuild';

/** The files that definitions were compiled from. */
export interface Sources {
  /** Absolute paths. */
  readonly files: readonly string[];
  /** Whether all of them are modules, which are strict: there `this` is never the global object. */
  readonly strict: boolean;
  /**
   * Whether every import names its file by a relative path. What it leads to then depends on the folders that hold
   * the files, and on nothing in between such as the manifest of an installed package.
   */
  readonly plain: boolean;
}

/** Name of the script that requires the bundles. */
export const entryName = 'definitions';

/** What esbuild tells of its work in `folder`. */
export function sourcesOf({ inputs }: Metafile, folder: string): Sources {
  const modules = Object.entries(inputs).filter(([file]) => file !== entryName);
  return {
    files: modules.map(([file]) => resolve(folder, file)),
    strict: modules.every(([file, { format }]) => format === 'esm' || !script.test(file)),
    plain: modules.every(
      ([file, { imports }]) =>
        !installed.test(file) &&
        imports.every((found) => isPlain(found, dirname(resolve(folder, file)), folder)),
    ),
  };
}

const script = /\.[cm]?[jt]sx?$/;
const installed = /(^|[\\/])node_modules[\\/]/;

type Import = Metafile['inputs'][string]['imports'][number];

function isPlain({ path, original, external }: Import, from: string, folder: string): boolean {
  // Watched where it runs.
  if (external) return true;
  if (original === undefined || !/^\.\.?(\/|$)/.test(original)) return false;
  // A folder's index is found by more than one name; inside of the definitions all names are known.
  return !path.startsWith('..') || dirname(resolve(folder, path)) === dirname(resolve(from, original));
}
