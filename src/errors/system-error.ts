import { Mistake } from './mistake.js';

/** Errors of the operating system about files, with remedies. */
const remedies: Readonly<Record<string, readonly [problem: string, remedy: string]>> = {
  ENOSPC: ['the disk is full', 'free some space, then run the command again'],
  EDQUOT: ['the disk quota is used up', 'free some space, then run the command again'],
  EFBIG: ['the file is larger than this file system or a limit (ulimit -f) allows', 'raise the limit'],
  EACCES: ['permission denied', 'change the permissions, or run as the user who owns it'],
  EPERM: ['not permitted', 'change the owner or the permissions, or choose another folder'],
  EROFS: ['the file system is read-only', 'choose another folder, or mount it writable'],
  ENOENT: [
    'no such file or folder, or it has just been removed',
    'check the path; if another program changes files there, try again',
  ],
  ENOTDIR: ['there is a file where a folder is needed', 'move the file away, or choose another path'],
  EISDIR: ['there is a folder where a file is needed', 'move the folder away, or choose another path'],
  ENOTEMPTY: ['the folder is not empty', 'move its content away'],
  EEXIST: ['it exists already', 'move it away, or choose another path'],
  ENAMETOOLONG: ['the name is too long for the file system', 'use a shorter name'],
  ELOOP: ['symbolic links form a loop', 'replace the link by a file or folder'],
  EXDEV: ['it is on another file system', 'keep all of the folder on one file system'],
  EBUSY: ['it is in use or a mount point', 'end what uses it, or choose another path'],
  EMFILE: ['too many files are open', 'raise the limit: ulimit -n 4096'],
  ENFILE: ['too many files are open on this machine', 'end some programs, then run the command again'],
  EIO: ['the disk fails to read or write', 'check the disk'],
  ESTALE: ['the network file system has lost it', 'mount it again, then run the command again'],
};

/** A file or folder cannot be used; the message names it and the remedy. */
export class FileError extends Mistake {}

/** Whether an error comes from a file operation of the operating system. */
export function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error && String(error.code) in remedies;
}

/**
 * The same as a mistake that names the file and the remedy.
 *
 * @param path The file, if the error does not name it, as for a write to a full disk.
 */
export function fileError(error: NodeJS.ErrnoException, path?: string): FileError {
  const { code = '', syscall = '' } = error;
  if (syscall === 'uv_cwd')
    return new FileError(
      `the current folder has been removed or cannot be read (${code}). What to do: change to another folder, or to this one again`,
    );
  const [problem, remedy] = remedies[code] ?? [error.message, 'check the path'];
  const file = error.path ?? path;
  const where = file === undefined ? '' : `${file}: `;
  return new FileError(`${where}${problem} (${code}, ${syscall}). What to do: ${remedy}`);
}

/**
 * Runs a file operation.
 *
 * @throws FileError that names the file, if the operation fails
 */
export function withFile<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw isFileError(error) ? fileError(error, path) : error;
  }
}
