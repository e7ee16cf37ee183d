import { byCodeUnit } from '../compare.js';
/** Files by their path relative to a common folder, with `/`. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** The files in the order of their paths by code unit, the same in every locale. */
export function sorted(files: Files): [path: string, content: Uint8Array][] {
  return [...files].sort(([a], [b]) => byCodeUnit(a, b));
}
