import { posix } from 'node:path';

/** Files that builds keep for themselves in the output folder begin with this. */
const own = '.dashwright';

/**
 * Whether a text is the path of an output: relative to the output folder, with `/`, in its shortest form, leading to a
 * file inside of the folder that is not one of the files builds keep there for themselves.
 */
export function isOutputPath(path: unknown): path is string {
  if (typeof path !== 'string' || path === '' || path === '.' || path.endsWith('/')) return false;
  if (posix.isAbsolute(path) || posix.normalize(path) !== path) return false;
  // What another system or another spelling would take for something else.
  if (/[\\\0]|^[A-Za-z]:|\p{Surrogate}/u.test(path)) return false;
  const [first = ''] = path.split('/');
  return first !== '..' && !first.startsWith(own);
}
