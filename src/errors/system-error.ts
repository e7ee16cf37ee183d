import { Mistake } from './mistake.js';

/** What the system says about files, and what helps. */
const remedies: Readonly<Record<string, readonly [problem: string, remedy: string]>> = {
  ENOSPC: ['the disk is full', 'free some space, then run the command again'],
  EDQUOT: ['the disk quota is used up', 'free some space, then run the command again'],
  EFBIG: ['the file is larger than this file system or a limit (ulimit -f) allows', 'raise the limit'],
  EACCES: ['permission denied', 'change the permissions, or run as the user who owns it'],
  EPERM: ['not permitted', 'change the owner or the permissions, or choose another folder'],
  EROFS: ['the file system is read-only', 'choose another folder, or mount it writable'],
  ENOENT: [
    'no such file or folder, or no longer',
    'check the path; if another program is at work there, try again',
  ],
  ENOTDIR: ['a file stands where a folder is needed', 'move the file away, or choose another path'],
  EISDIR: ['a folder stands where a file is needed', 'move the folder away, or choose another path'],
  ENOTEMPTY: ['the folder is not empty', 'move away what is in it'],
  EEXIST: ['it exists already', 'move it away, or choose another path'],
  ENAMETOOLONG: ['the name is too long for the file system', 'use a shorter name'],
  ELOOP: ['links lead in a circle', 'replace the link by a file or folder'],
  EXDEV: ['it is on another file system', 'keep all of the folder on one file system'],
  EBUSY: ['it is in use or a mount point', 'end what uses it, or choose another path'],
  EMFILE: ['too many files are open', 'raise the limit: ulimit -n 4096'],
  ENFILE: ['too many files are open on this machine', 'end some programs, then run the command again'],
  EIO: ['the disk fails to read or write', 'check the disk'],
  ESTALE: ['the network file system has lost it', 'mount it again, then run the command again'],
};

/** A file or folder cannot be used; the message names it and says what helps. */
export class FileError extends Mistake {}

/** Whether an error is the operating system's answer to a program that wanted to use a file. */
export function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error && String(error.code) in remedies;
}

/**
 * The same as a mistake that names the file and says what to do.
 *
 * @param path The file, where the error does not say it: a write to a full disk does not.
 */
export function fileError(error: NodeJS.ErrnoException, path?: string): FileError {
  const { code = '', syscall = '' } = error;
  const [problem, remedy] = remedies[code] ?? [error.message, 'check the path'];
  const file = error.path ?? path;
  const where = file === undefined ? '' : `${file}: `;
  return new FileError(`${where}${problem} (${code}, ${syscall}). What to do: ${remedy}`);
}

/**
 * Does something with a file.
 *
 * @throws FileError that names the file, when the system does not let it happen
 */
export function withFile<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw isFileError(error) ? fileError(error, path) : error;
  }
}
