import { posix } from 'node:path';

/** Prefix of the internal files of builds in the output folder. */
export const ownFiles = '.dashwright';

/**
 * Whether a text is the path of an output: relative to the output folder, with `/`, normalized, inside of the folder,
 * and not one of the internal files of builds.
 */
export function isOutputPath(path: unknown): path is string {
  if (typeof path !== 'string' || path === '' || path === '.' || path.endsWith('/')) return false;
  if (posix.isAbsolute(path) || posix.normalize(path) !== path) return false;
  // Characters and names that other systems would interpret differently.
  if (/[\\\0]|^[A-Za-z]:|\p{Surrogate}/u.test(path)) return false;
  const [first = ''] = path.split('/');
  return first !== '..' && !first.startsWith(ownFiles);
}
