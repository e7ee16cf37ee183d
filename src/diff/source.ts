import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { unzipSync } from 'fflate';
import { Mistake } from '../errors/mistake.js';
import type { OutputFiles } from './output.js';

/** A build that cannot be read: the folder or the revision does not exist. */
export class SourceError extends Mistake {}

/** Paths of the files to compare. */
const compared = /^(grafana|prometheus|helm|terraform[^/]*)\//;

/** @throws SourceError when there is no such folder */
export function folderFiles(folder: string): OutputFiles {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new SourceError(`no folder ${folder}`);
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file).split(sep).join('/');
    if (entry.isFile() && compared.test(path)) files.set(path, readFileSync(file, 'utf8'));
  }
  return files;
}

/**
 * The files of an output folder as they were at a git revision.
 *
 * @throws SourceError if the folder is not in a git repository, or the revision does not exist
 */
export function revisionFiles(folder: string, revision: string): OutputFiles {
  const [root = '', prefix = ''] = attempt(
    () => git(folder, 'rev-parse', '--show-toplevel', '--show-prefix').toString('utf8').split('\n'),
    `${revision} is not a folder, and ${folder} is not in a git repository`,
  );
  const commit = attempt(
    () => git(root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`),
    `${revision} is neither a folder nor a git revision`,
  )
    .toString('utf8')
    .trim();
  const tree = `${commit}:${prefix.replace(/\/$/, '')}`;
  // At that revision the folder did not exist.
  if (git(root, 'ls-tree', commit, '--', prefix || '.').length === 0) return new Map();
  const entries = Object.entries(unzipSync(git(root, 'archive', '--format=zip', '-0', tree)));
  return new Map(
    entries
      .filter(([path]) => compared.test(path) && !path.endsWith('/'))
      .map(([path, content]) => [path, Buffer.from(content).toString('utf8')]),
  );
}

function attempt<Result>(action: () => Result, otherwise: string): Result {
  try {
    return action();
  } catch {
    throw new SourceError(otherwise);
  }
}

/** Limit of git's output in bytes, enough for ten thousand dashboards. */
const maxBuffer = 2 ** 30;

function git(folder: string, ...args: string[]): Buffer {
  return execFileSync('git', args, { cwd: folder, maxBuffer, stdio: ['ignore', 'pipe', 'ignore'] });
}
