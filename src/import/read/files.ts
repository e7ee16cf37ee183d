import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit } from '../../compare.js';
import { fileError, isFileError } from '../../errors/system-error.js';
import type { Problem } from '../problems.js';

/** Bytes of a file at most: the largest dashboards that people have are a tenth of it. */
export const largestFile = 20 * 1024 * 1024;
/** Files of a folder at most. */
const mostFiles = 20_000;

export interface InputFile {
  /** As it was named. */
  readonly file: string;
  readonly text: string;
}

/**
 * The files that paths name; of a folder all JSON and YAML in it, in the order of their names. Hidden folders,
 * `node_modules` and links to other folders are left out.
 */
export function readFiles(paths: readonly string[]): { files: InputFile[]; problems: Problem[] } {
  const files: InputFile[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    try {
      const found = statSync(path).isDirectory() ? filesIn(path) : [path];
      if (found.length === 0)
        problems.push({ file: path, message: 'has no file that ends in .json, .yaml, .yml or .rules' });
      for (const file of found) {
        const { size } = statSync(file);
        if (size > largestFile) {
          problems.push({ file, message: `has ${size} bytes; at most ${largestFile} are read` });
          continue;
        }
        files.push({ file, text: readFileSync(file, 'utf8') });
      }
    } catch (error) {
      if (!isFileError(error)) throw error;
      problems.push({
        file: path,
        message: fileError({ ...error, message: error.message, path: undefined } as NodeJS.ErrnoException)
          .message,
      });
    }
  }
  return { files, problems };
}

function filesIn(folder: string): string[] {
  const found: string[] = [];
  const walk = (path: string): void => {
    const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => byCodeUnit(a.name, b.name));
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules' || found.length >= mostFiles) continue;
      const inner = join(path, entry.name);
      if (entry.isDirectory()) walk(inner);
      else if (/\.(json|ya?ml|rules)$/i.test(entry.name) && statSync(inner).isFile()) found.push(inner);
    }
  };
  walk(folder);
  return found;
}
