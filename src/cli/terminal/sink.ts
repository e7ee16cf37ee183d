import { once } from 'node:events';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../../load/index.js';
import type { Console } from './console.js';

/** Where a long text goes, piece by piece. */
export interface Sink {
  /** Resolves when there is room for more. */
  write(text: string): Promise<void>;
  /** All is there. */
  finish(): Promise<void>;
  /** Takes back what can be taken back. */
  discard(): Promise<void>;
}

/** Whoever read stdout has gone: `| head` has seen enough. */
export class ReaderGoneError extends Error {}

/**
 * A file that appears when it is complete: until then it is a temporary one beside it.
 *
 * @throws UsageError when it cannot be written there
 */
export async function fileSink(path: string): Promise<Sink> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw new UsageError(`cannot write ${path}: it is a folder`);
  const staging = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  const explain = (error: unknown): never => {
    throw new UsageError(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`);
  };
  const file = await open(staging, 'w').catch(explain);
  return {
    write: async (text) => {
      await file.writeFile(text).catch(explain);
    },
    finish: async () => {
      await file.close();
      await rename(staging, path).catch(explain);
    },
    discard: async () => {
      await file.close();
      await rm(staging, { force: true });
    },
  };
}

/** Standard output, no faster than it is read. */
export function consoleSink(console: Console): Sink {
  const { stdout } = process;
  let gone = false;
  const leave = ({ code }: NodeJS.ErrnoException): void => {
    if (code === 'EPIPE') gone = true;
  };
  stdout.on('error', leave);
  const end = async (): Promise<void> => {
    stdout.off('error', leave);
  };
  return {
    write: async (text) => {
      console.out(text);
      // An event of the stream arrives only when nothing else runs.
      if (stdout.writableNeedDrain) await Promise.race([once(stdout, 'drain'), once(stdout, 'close')]);
      else await new Promise((resolve) => setImmediate(resolve));
      if (gone) throw new ReaderGoneError();
    },
    finish: end,
    discard: end,
  };
}
