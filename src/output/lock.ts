import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Mistake } from '../mistake.js';

export const lockName = '.dashwright.lock';

/** Another process is writing to the same output folder. */
export class OutputBusyError extends Mistake {}

/**
 * Takes the output folder for this process; a lock that a killed process left behind is taken over.
 *
 * @returns Gives the folder back.
 * @throws OutputBusyError when another process that is alive holds it
 */
export function lockOutput(folder: string): () => void {
  const path = join(folder, lockName);
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = Number.parseInt(readFileSync(path, 'utf8'), 10);
      if (isAlive(owner)) {
        throw new OutputBusyError(
          `another build (process ${owner}) is writing to ${folder}: try again when it is done`,
        );
      }
      rmSync(path, { force: true });
    }
  }
  throw new OutputBusyError(`another build is writing to ${folder}: try again when it is done`);
}

function isAlive(pid: number): boolean {
  // An empty lock: its process is between creating and writing it.
  if (!Number.isInteger(pid)) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
