import { existsSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Mistake } from '../errors/mistake.js';
import type { NewFiles } from './project.js';

/** A file that would be written is there already. */
class FileExistsError extends Mistake {}

/**
 * Writes new files, all of them or none. Nothing that exists is changed.
 *
 * @param optional Files that a project may have already, which are then kept
 * @returns Files of `optional` that were kept
 * @throws FileExistsError when one of the others exists
 */
export function writeNew(
  folder: string,
  files: NewFiles,
  optional: ReadonlySet<string> = new Set(),
): string[] {
  const there = [...files.keys()].filter((path) => existsSync(join(folder, path)));
  const kept = there.filter((path) => optional.has(path));
  const taken = there.filter((path) => !optional.has(path));
  if (taken.length > 0) {
    throw new FileExistsError(
      `${taken.join(', ')} ${taken.length === 1 ? 'exists' : 'exist'} already in ${folder}: nothing was written. ` +
        'Choose another name or folder.',
    );
  }
  const written: string[] = [];
  const made: string[] = [];
  try {
    for (const [path, text] of files) {
      if (kept.includes(path)) continue;
      const target = join(folder, path);
      const first = mkdirSync(dirname(target), { recursive: true });
      if (first !== undefined) made.push(first);
      // Does not overwrite a file that was created concurrently.
      writeFileSync(target, text, { flag: 'wx' });
      written.push(target);
    }
  } catch (error) {
    for (const path of written) rmSync(path, { force: true });
    for (const path of made.reverse()) removeEmpty(path);
    throw error;
  }
  return kept;
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something else is in it.
  }
}
