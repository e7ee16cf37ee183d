import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { journalName, stagingName } from './journal.js';
import { lockName } from './lock.js';

/** Whether the output folder is writable, no build is running in it, and none was interrupted. */
export function isIdle(output: string): boolean {
  try {
    accessSync(output, constants.W_OK);
  } catch {
    return false;
  }
  return ![lockName, journalName, `${journalName}.new`, stagingName].some((name) =>
    existsSync(join(output, name)),
  );
}
