import { createHash } from 'node:crypto';
import { type Files, sorted } from './files.js';

export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** A digest of paths and contents, independent of the archive format. */
export function digestOf(files: Files): string {
  return sha256(
    sorted(files)
      .map(([path, content]) => `${sha256(content)}  ${path}\n`)
      .join(''),
  );
}
