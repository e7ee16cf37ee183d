import { once } from 'node:events';
import { reasonOf } from '../../errors/caught.js';
import { filesElsewhere } from '../../pipeline/known-bundles.js';
import { startWatching, type Watching } from '../../pipeline/watching.js';
import type { Console } from '../terminal/console.js';
import { untilStopped } from './stop.js';
import { oneAtATime, type Watcher, watchFiles, watchFolder } from './watch-files.js';

/**
 * Does something once and again after every change in a folder, until SIGINT or SIGTERM. What fails is reported, and the
 * next change is another try.
 *
 * @param work is given what is known from before, and returns the names of the bundles that it has loaded
 */
export async function whileWatching(
  folder: string,
  work: (watching: Watching) => Promise<readonly string[]>,
  console: Console,
): Promise<void> {
  const stop = untilStopped();
  const watching = startWatching();
  let first = true;
  const attempt = async (): Promise<void> => {
    try {
      const loaded = await work(watching);
      elsewhere.follow();
      if (!first) console.out(loadedAgain(loaded, watching));
      first = false;
    } catch (error) {
      console.progress('');
      console.error(`dashwright: ${reasonOf(error)}\n`);
    }
    if (!stop.signal.aborted) console.out(`watching ${folder}; Ctrl-C ends\n`);
  };
  // Watched from the start: what is saved during the first run is not missed.
  const watcher: Watcher = { changed: oneAtATime(attempt), failed: tellNotWatched(console) };
  const endWatch = watchFolder(folder, watcher);
  const elsewhere = watchElsewhere(watching, folder, watcher);
  try {
    watcher.changed();
    if (!stop.signal.aborted) await once(stop.signal, 'abort');
  } finally {
    endWatch();
    elsewhere.end();
    stop.release();
    console.progress('');
  }
}

/** Watches what definitions import from beside their folder, and lock files. */
export function watchElsewhere({ known }: Watching, folder: string, watcher: Watcher) {
  const files = new Set<string>();
  const ends: (() => void)[] = [];
  return {
    /** To be called when definitions have been loaded: they may import others than before. */
    follow(): void {
      // Those of a bundle that does not load now stay, for one of them may be the one to be put right.
      const more = [...filesElsewhere(known, folder)].filter((file) => !files.has(file));
      if (more.length === 0) return;
      for (const file of more) files.add(file);
      ends.push(watchFiles(new Set(more), watcher));
    },
    end(): void {
      for (const end of ends) end();
    },
  };
}

/** Says once that not everything is watched, and how to change that. */
export function tellNotWatched(console: Console): Watcher['failed'] {
  let reported = false;
  return ({ message }) => {
    if (reported) return;
    reported = true;
    console.error(
      `dashwright: not all files can be watched: ${message}. What to do: make them readable, or raise the limit of watched files (on Linux, sysctl fs.inotify.max_user_watches and fs.inotify.max_user_instances), then start again\n`,
    );
  };
}

/** Which bundles a change has concerned. */
export function loadedAgain(loaded: readonly string[], { programChanged }: Watching): string {
  const names = loaded.length === 0 ? 'no bundle' : loaded.join(', ');
  const outdated = programChanged()
    ? 'dashwright itself has changed, and this process runs the old version: stop it and start it again\n'
    : '';
  return `loaded again: ${names}\n${outdated}`;
}
