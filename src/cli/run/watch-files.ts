import { type FSWatcher, readdirSync, type Stats, statSync, watch } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { codeOf } from '../../errors/caught.js';

/** Milliseconds in which changes are taken for one: editors write a file in several steps. */
const settleMs = 60;

/** Called for files that are watched. */
export interface Watcher {
  /** Called once nothing more has changed for a moment. */
  changed(): void;
  /** Called when something cannot be watched, such as when the system allows no more to be watched. */
  failed(error: Error): void;
}

/**
 * Watches a folder, and all below it if `recursive`. It may be absent, and come back.
 *
 * @returns a function that ends it
 */
export function watchFolder(
  folder: string,
  watcher: Watcher,
  { recursive = true }: { readonly recursive?: boolean } = {},
): () => void {
  const root = resolve(folder);
  return watchFolders({
    folders: () => (recursive ? foldersIn(root) : [root]),
    concerns: (path) => path === root || path.startsWith(root + sep) || root.startsWith(path + sep),
    ...watcher,
  });
}

/**
 * Watches some files, wherever they are. They may be absent, and come back.
 *
 * @returns a function that ends it
 */
export function watchFiles(files: ReadonlySet<string>, watcher: Watcher): () => void {
  return watchFolders({
    folders: () => new Set([...files].map((file) => dirname(file))),
    concerns: (path) => files.has(path) || [...files].some((file) => file.startsWith(path + sep)),
    ...watcher,
  });
}

interface WatchedFolders extends Watcher {
  /** Those to watch, as they are now. */
  folders(): Iterable<string>;
  /** Whether a change of a path is to be reported. */
  concerns(path: string): boolean;
}

/**
 * One watcher for each folder, or for the nearest existing parent. Node.js can watch folders recursively, but on Linux
 * that fails with an error that cannot be caught when a folder is removed at the wrong moment, and forgets the siblings
 * of removed folders (Node.js 20).
 */
function watchFolders({ folders, concerns, changed, failed }: WatchedFolders): () => void {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  follow();
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
    watchers.clear();
  };

  /** @returns whether other folders are watched than before */
  function follow(): boolean {
    const wanted = new Map(
      [...folders()].map((folder) => nearest(folder)).map((one) => [keyOf(one), one.path]),
    );
    const gone = [...watchers].filter(([key]) => !wanted.has(key));
    for (const [key, watcher] of gone) {
      watcher.close();
      watchers.delete(key);
    }
    const missing = [...wanted].filter(([key]) => !watchers.has(key));
    const started = missing.filter(([key, folder]) => start(key, folder));
    // What has been added to a folder before it was watched.
    if (started.length > 0) follow();
    return gone.length > 0 || started.length > 0;
  }

  function start(key: string, folder: string): boolean {
    try {
      const watcher = watch(folder, (event, name) => {
        const isFollowed = event === 'rename' && follow();
        if (!isFollowed && !concerns(join(folder, name ?? ''))) return;
        clearTimeout(timer);
        timer = setTimeout(changed, settleMs);
      });
      // Windows: the folder has been removed.
      watcher.on('error', () => follow());
      watchers.set(key, watcher);
      return true;
    } catch (error) {
      if (!isGone(error)) failed(error as Error);
      return false;
    }
  }
}

interface Folder {
  readonly path: string;
  readonly stats: Stats;
}

/** A folder, or the nearest above it that there is. */
function nearest(path: string): Folder {
  const stats = statsOf(path);
  return stats?.isDirectory() ? { path, stats } : nearest(dirname(path));
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // Below a file, or in a folder that may not be read.
    return undefined;
  }
}

/** Another folder in the place of one that was moved away has another key. */
function keyOf({ path, stats: { ino, birthtimeMs } }: Folder): string {
  return `${ino} ${birthtimeMs} ${path}`;
}

/** A folder and all below it, without packages. */
function foldersIn(folder: string): string[] {
  return [folder, ...namesIn(folder).flatMap((name) => foldersIn(join(folder, name)))];
}

function namesIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    const inside = entries.filter((entry) => entry.isDirectory() && !without.has(entry.name));
    return inside.map(({ name }) => name);
  } catch {
    // It has just been removed, or may not be read.
    return [];
  }
}

const without = new Set(['node_modules', '.git']);

function isGone(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

/** Runs work one after the other; what is asked meanwhile runs once more at the end. */
export function oneAtATime(work: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    running = true;
    do {
      again = false;
      await work();
    } while (again);
    running = false;
  };
  return () => {
    if (running) again = true;
    else void run();
  };
}
