import { sha256 } from '../output/digest.js';
import { type Files, sorted } from './files.js';

/** A digest of paths and contents, independent of the archive format. */
export function digestOf(files: Files): string {
  return sha256(
    sorted(files)
      .map(([path, content]) => `${sha256(content)}  ${path}\n`)
      .join(''),
  );
}
