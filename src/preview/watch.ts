import { existsSync, watch } from 'node:fs';
import { dirname, join } from 'node:path';

/** Milliseconds in which changes are taken for one: editors write a file in several steps. */
const settleMs = 60;

/** Calls back after changes in a folder, and in all below it if `recursive`. @returns a function that ends it */
export function watchFolder(
  folder: string,
  changed: () => void,
  { recursive = true }: { readonly recursive?: boolean } = {},
): () => void {
  const settling = settled(changed);
  const watcher = watch(folder, { recursive }, settling.begin);
  return () => {
    settling.end();
    watcher.close();
  };
}

/** Calls back after changes of some files, wherever they are. @returns a function that ends it */
export function watchFiles(files: ReadonlySet<string>, changed: () => void): () => void {
  const settling = settled(changed);
  const folders = new Set([...files].map(dirname).filter((folder) => existsSync(folder)));
  const watchers = [...folders].map((folder) =>
    watch(folder, (_, name) => {
      if (name !== null && files.has(join(folder, name))) settling.begin();
    }),
  );
  return () => {
    settling.end();
    for (const watcher of watchers) watcher.close();
  };
}

/** Calls back once nothing more has begun for a moment. */
function settled(changed: () => void) {
  let timer: NodeJS.Timeout | undefined;
  return {
    begin(): void {
      clearTimeout(timer);
      timer = setTimeout(changed, settleMs);
    },
    end: (): void => clearTimeout(timer),
  };
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
