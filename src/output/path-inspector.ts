import { accessSync, constants, lstatSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf } from '../errors/caught.js';

/** Checks whether files can be created, replaced or removed. */
export interface PathInspector {
  /** The obstacle to replacing, adding or removing a file; undefined if there is none. */
  obstacleTo(path: string): string | undefined;
  /** The file status of a path, without following links; undefined if it does not exist. */
  at(path: string): Stats | undefined;
}

/**
 * Every folder is checked once, as builds write many files into few folders.
 *
 * @param writable Also check whether the folders are writable. @default true
 */
export function pathInspector(output: string, { writable = true } = {}): PathInspector {
  const { dev } = lstatSync(`${output}/.`);
  const folders = new Map<string, string | undefined>();
  const at = (path: string) => lstatIfThere(join(output, path));
  const folderObstacle = (folder: string): string | undefined => {
    if (folders.has(folder)) return folders.get(folder);
    const above = folder === '.' ? undefined : folderObstacle(dirname(folder));
    const found = above ?? inspect(folder);
    folders.set(folder, found);
    return found;
  };
  const inspect = (folder: string): string | undefined => {
    const found = folder === '.' ? lstatSync(`${output}/.`) : at(folder);
    if (!found) return undefined;
    if (found.isSymbolicLink()) return `${folder} is a symbolic link; replace it by a folder`;
    if (!found.isDirectory()) return `${folder} is a file where a folder is needed; move it away`;
    if (!writable) return undefined;
    if (found.dev !== dev) return `${folder} is on another file system; keep all of the output folder on one`;
    try {
      accessSync(join(output, folder), constants.W_OK | constants.X_OK);
      return undefined;
    } catch (error) {
      return `${folder} cannot be written (${codeOf(error)}); change its permissions`;
    }
  };
  return {
    at,
    obstacleTo(path) {
      const folder = folderObstacle(dirname(path));
      if (folder !== undefined) return folder;
      const found = at(path);
      if (!found || found.isFile()) return undefined;
      if (found.isSymbolicLink()) return `${path} is a symbolic link; remove it`;
      if (found.isDirectory()) return `${path} is a folder where a file is needed; move it away`;
      return `${path} is neither a file nor a folder; remove it`;
    },
  };
}

/**
 * The file status of a path, without following links; undefined if it does not exist, or if a parent folder is a file.
 */
export function lstatIfThere(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}
