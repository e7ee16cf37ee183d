import type { Ignored } from '../model.js';
import type { Origin, Path } from './origin.js';

/** A part of a document that the bundle does not have, with its place. */
export function lostPart(origin: Origin, path: Path, what: string): Ignored {
  return { file: `${origin.fileAndLine(path)} (${origin.place(path)})`, what, lost: true };
}
