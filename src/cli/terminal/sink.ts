import { once } from 'node:events';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { reasonOf } from '../../errors/caught.js';
import { UsageError } from '../../load/index.js';
import type { Console } from './console.js';

/** A destination for a text that is written in chunks. */
export interface Sink {
  /** Resolves when more can be written. */
  write(text: string): Promise<void>;
  /** The text is complete. */
  finish(): Promise<void>;
  /** Discards the text, as far as possible. */
  discard(): Promise<void>;
}

/** The reader of stdout has closed it, such as `| head`. */
export class ReaderGoneError extends Error {}

/**
 * A file that appears when it is complete: until then it is a temporary file in the same folder.
 *
 * @throws UsageError if it cannot be written
 */
export async function fileSink(path: string): Promise<Sink> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw new UsageError(`cannot write ${path}: it is a folder`);
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  const explain = (error: unknown): never => {
    throw new UsageError(`cannot write ${path}: ${reasonOf(error)}`);
  };
  const file = await open(temporary, 'w').catch(explain);
  return {
    write: async (text) => {
      await file.writeFile(text).catch(explain);
    },
    finish: async () => {
      await file.close();
      await rename(temporary, path).catch(explain);
    },
    discard: async () => {
      await file.close();
      await rm(temporary, { force: true });
    },
  };
}

/** Standard output, which waits until it is read. */
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
      // Let the event loop deliver events of the stream.
      if (stdout.writableNeedDrain) await Promise.race([once(stdout, 'drain'), once(stdout, 'close')]);
      else await new Promise((resolve) => setImmediate(resolve));
      if (gone) throw new ReaderGoneError();
    },
    finish: end,
    discard: end,
  };
}
