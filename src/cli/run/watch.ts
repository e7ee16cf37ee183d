import { once } from 'node:events';
import { oneAtATime, watchFolder } from '../../preview/watch.js';
import type { Console } from '../terminal/console.js';
import { untilStopped } from './stop.js';

/**
 * Does something once and again after every change in a folder, until SIGINT or SIGTERM. What fails is told, and the
 * next change is another try.
 */
export async function whileWatching(
  folder: string,
  work: () => Promise<unknown>,
  console: Console,
): Promise<void> {
  const stop = untilStopped();
  const attempt = async (): Promise<void> => {
    try {
      await work();
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
