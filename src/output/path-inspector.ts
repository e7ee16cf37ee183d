import { accessSync, constants, lstatSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';

/** Looks whether files can be put into their places or taken away from there. */
export interface PathInspector {
  /** What keeps a file from being replaced, added or removed; undefined when nothing does. */
  obstacleTo(path: string): string | undefined;
  /** What is at a path, links not followed; undefined when nothing is. */
  at(path: string): Stats | undefined;
}

/**
 * Every folder is looked at once: builds write many files into few folders.
 *
 * @param writable Also whether the folders can be written. @default true
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
    if (found.isSymbolicLink()) return `${folder} is a link to elsewhere; replace it by a folder`;
    if (!found.isDirectory()) return `${folder} is a file where a folder is needed; move it away`;
    if (!writable) return undefined;
    if (found.dev !== dev) return `${folder} is on another file system; keep all of the output folder on one`;
    try {
      accessSync(join(output, folder), constants.W_OK | constants.X_OK);
      return undefined;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return `${folder} cannot be written (${code}); change its permissions`;
    }
  };
  return {
    at,
    obstacleTo(path) {
      const folder = folderObstacle(dirname(path));
      if (folder !== undefined) return folder;
      const found = at(path);
      if (!found || found.isFile()) return undefined;
      if (found.isSymbolicLink()) return `${path} is a link to elsewhere; remove the link`;
      if (found.isDirectory()) return `${path} is a folder where a file is needed; move it away`;
      return `${path} is neither a file nor a folder; remove it`;
    },
  };
}

/** What is at a path, links not followed; undefined when nothing is, or a file stands where a folder would have to. */
export function lstatIfThere(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}
