import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../errors/caught.js';
import { withFile } from '../errors/system-error.js';
import { isInterrupted, journalName, recover } from './journal.js';
import { lockOutput, OutputBusyError } from './lock.js';
import { manifestName } from './manifest.js';
import { OutputError } from './output-error.js';
import { pathInspector } from './path-inspector.js';

/**
 * Finishes what an interrupted build has left half done; does nothing where there is no such thing.
 *
 * @throws OutputError when it cannot be finished, OutputBusyError while another build is at work
 */
export function repairOutput(output: string, overwrite = false): void {
  if (!isInterrupted(output)) return;
  try {
    const lock = lockOutput(output);
    try {
      recover(output, overwrite);
    } finally {
      lock.release();
    }
  } catch (error) {
    if (error instanceof OutputBusyError || error instanceof OutputError) throw error;
    const reason = reasonOf(error);
    throw new OutputError(
      `${output} is incomplete after an interrupted build (${join(output, journalName)}), and cannot be finished: ${reason}`,
    );
  }
}

/**
 * Reads from an output folder what one build has written, and nothing of another: an interrupted build is finished
 * first, and what a build changes meanwhile is read again.
 *
 * @throws OutputError, OutputBusyError as `repairOutput`
 */
export function readConsistently<Result>(output: string, read: () => Result): Result {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    repairOutput(output);
    const before = stateOf(output);
    try {
      const result = read();
      if (!isInterrupted(output) && stateOf(output) === before) return result;
    } catch (error) {
      if (!isInterrupted(output) && stateOf(output) === before) throw error;
    }
  }
  throw new OutputBusyError(`builds change ${output} all the time: try again when they are done`);
}

/** Every build that changes a file changes the manifest, which has the digests of all. */
function stateOf(output: string): string {
  const found = lstatSync(join(output, manifestName), { bigint: true, throwIfNoEntry: false });
  return found ? `${found.ino} ${found.mtimeNs} ${found.size}` : '';
}

/**
 * A reader of files that a build has written: no link leads it elsewhere.
 *
 * @throws OutputError for anything but a file
 */
export function outputReader(output: string): (path: string) => Buffer {
  const inspector = pathInspector(output, { writable: false });
  return (path) => {
    const obstacle = inspector.obstacleTo(path);
    if (obstacle !== undefined) throw new OutputError(`cannot read ${path} in ${output}: ${obstacle}`);
    return withFile(join(output, path), () => readFileSync(join(output, path)));
  };
}
