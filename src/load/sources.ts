import { existsSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { Metafile } from 'esbuild';

/** The files that definitions were compiled from. */
export interface Sources {
  /** Absolute paths. */
  readonly files: readonly string[];
  /** Whether all of them are modules, which are strict: there `this` is never the global object. */
  readonly strict: boolean;
  /**
   * Everything that determines the result of some of them, as absolute paths: the files that they import, directly or
   * indirectly, the folders in which imports were looked up, and manifests, whether or not they exist.
   */
  readonly behind: (entries: readonly string[]) => ReadonlySet<string>;
}

/** Name of the script that requires the bundles. */
export const entryName = 'definitions';

/** esbuild's metafile for `folder`. */
export function sourcesOf({ inputs }: Metafile, folder: string): Sources {
  const modules = Object.entries(inputs).filter(([file]) => file !== entryName);
  return {
    files: modules.map(([file]) => resolve(folder, file)),
    strict: modules.every(([file, { format }]) => format === 'esm' || !script.test(file)),
    behind(entries) {
      const found = new Set<string>();
      const follow = (file: string): void => {
        const path = resolve(folder, file);
        if (found.has(path)) return;
        found.add(path);
        addPlaces(dirname(path), found);
        for (const one of inputs[file]?.imports ?? []) {
          if (one.external) continue;
          for (const place of lookedInFor(one.original, dirname(path))) found.add(place);
          follow(one.path);
        }
      };
      for (const entry of entries) follow(entry);
      return found;
    },
  };
}

const script = /\.[cm]?[jt]sx?$/;

/** A folder, whose files could take precedence over others, and the manifests that determine how its files are read. */
function addPlaces(folder: string, found: Set<string>): void {
  if (found.has(folder)) return;
  found.add(folder);
  for (const above of foldersAbove(folder)) {
    found.add(join(above, 'package.json'));
    // The nearest one applies.
    if (existsSync(join(above, 'package.json'))) return;
  }
}

/** Folders in which esbuild looks up an import; nearer packages take precedence. */
function lookedInFor(original: string | undefined, from: string): string[] {
  if (original === undefined) return [];
  if (/^\.\.?(\/|$)/.test(original)) return [dirname(resolve(from, original)), resolve(from, original)];
  return foldersAbove(from).map((folder) => join(folder, 'node_modules', ...original.split('/').slice(0, 1)));
}

function foldersAbove(folder: string): string[] {
  const folders = [folder];
  for (
    let path = folder;
    dirname(path) !== path && !path.endsWith(`${sep}node_modules`);
    path = dirname(path)
  )
    folders.push(dirname(path));
  return folders;
}
