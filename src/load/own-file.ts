import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Mistake } from '../errors/mistake.js';
import { withFile } from '../errors/system-error.js';

/** A file of the definitions that is not a regular file, or is outside of their folder. */
class ForeignFileError extends Mistake {}

/**
 * Rejects a file outside of the definitions: its content is published, and a link can point to any file of this
 * machine. Reading anything but a regular file could block forever.
 *
 * @throws Mistake that names the file and the target of the link
 */
export function refuseForeign(file: string, definitions: string): void {
  withFile(file, () => {
    // The system's own: Node's asks for every folder of the path in turn.
    const real = realpathSync.native(file);
    const path = relative(realpathSync.native(definitions), real);
    if (path === '..' || path.startsWith(`..${sep}`))
      throw new ForeignFileError(
        `${shown(file)} is a link, or behind a link, to ${real} outside of the definitions, whose content would be published. Copy it into ${shown(definitions)}`,
      );
    if (!statSync(real).isFile())
      throw new ForeignFileError(
        `${shown(file)} is not a regular file, which definitions and runbooks must be`,
      );
  });
}

/**
 * Everything below a folder that is neither a file nor a folder, such as a pipe or a device: reading it could block
 * forever.
 */
export function notFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isFile() && !entry.isDirectory() && !entry.isSymbolicLink())
    .map((entry) => shown(join(entry.parentPath, entry.name)))
    .sort();
}

function shown(path: string): string {
  return relative(process.cwd(), path) || '.';
}
