import { readFileSync, statSync } from 'node:fs';
import { FileError } from '../errors/system-error.js';

/**
 * The content of a text file. A pipe or a device, which may never end, is not read.
 *
 * @throws FileError for anything but a file, and error of the system if it cannot be read
 */
export function readRegularFile(path: string): string {
  const found = statSync(path);
  // For a folder the error of the system is clear.
  if (!found.isFile() && !found.isDirectory())
    throw new FileError(
      `${path}: it is neither a file nor a folder. What to do: remove it, or choose another path`,
    );
  return readFileSync(path, 'utf8');
}
