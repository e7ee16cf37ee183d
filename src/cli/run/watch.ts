import { once } from 'node:events';
import { startWatching, type Watching } from '../../pipeline/watching.js';
import { oneAtATime, watchFolder } from '../../preview/watch.js';
import type { Console } from '../terminal/console.js';
import { untilStopped } from './stop.js';

/**
 * Does something once and again after every change in a folder, until SIGINT or SIGTERM. What fails is told, and the
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
      if (!first) console.out(loadedAgain(loaded, watching));
      first = false;
    } catch (error) {
      console.progress('');
      console.error(`dashwright: ${error instanceof Error ? error.message : String(error)}\n`);
    }
    if (!stop.signal.aborted) console.out(`watching ${folder}; Ctrl-C ends\n`);
  };
  // Watched from the start: what is saved during the first run is not missed.
  const changed = oneAtATime(attempt);
  const endWatch = watchFolder(folder, changed);
  try {
    changed();
    if (!stop.signal.aborted) await once(stop.signal, 'abort');
  } finally {
    endWatch();
    stop.release();
    console.progress('');
  }
}

/** Which bundles a change has concerned. */
export function loadedAgain(loaded: readonly string[], { programChanged }: Watching): string {
  const names = loaded.length === 0 ? 'no bundle' : loaded.join(', ');
  const outdated = programChanged()
    ? 'dashwright itself has changed, and this is the former one: end it, and start it again\n'
    : '';
  return `loaded again: ${names}\n${outdated}`;
}
