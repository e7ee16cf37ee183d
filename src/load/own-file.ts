import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Mistake } from '../errors/mistake.js';
import { withFile } from '../errors/system-error.js';

/** A file of the definitions that is none, or that lies elsewhere. */
class ForeignFileError extends Mistake {}

/**
 * Refuses a file that is not one of the definitions: what it holds is published, and a link may lead to anything on
 * this machine. Anything but a plain file would be waited for without an end.
 *
 * @throws Mistake that names the file and where it leads
 */
export function refuseForeign(file: string, definitions: string): void {
  withFile(file, () => {
    const real = realpathSync(file);
    const path = relative(realpathSync(definitions), real);
    if (path === '..' || path.startsWith(`..${sep}`))
      throw new ForeignFileError(
        `${shown(file)} is, or lies behind, a link to ${real}, outside of the definitions, whose content would be published. Copy it into ${shown(definitions)}`,
      );
    if (!statSync(real).isFile())
      throw new ForeignFileError(`${shown(file)} is not a plain file: a definition or a text has to be one`);
  });
}

/** What is neither file nor folder below a folder, such as a pipe or a device: whoever reads it may wait for ever. */
export function notFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isFile() && !entry.isDirectory() && !entry.isSymbolicLink())
    .map((entry) => shown(join(entry.parentPath, entry.name)))
    .sort();
}

function shown(path: string): string {
  return relative(process.cwd(), path) || '.';
}
