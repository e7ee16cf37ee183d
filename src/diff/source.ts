import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
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
    throw new SourceError(`no folder ${folder}: run dashwright build first, or use the folder of a build`);
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
  return new Map(
    treeAt(folder, revision)
      .filter(([path]) => compared.test(path))
      .map(([path, content]) => [path, Buffer.from(content).toString('utf8')]),
  );
}

/**
 * Writes a folder as it was at a git revision to another place.
 *
 * @throws SourceError as `revisionFiles`
 */
export function revisionFolder(folder: string, revision: string, target: string): void {
  mkdirSync(target, { recursive: true });
  for (const [path, content] of treeAt(folder, revision)) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), content);
  }
}

/** Files of a folder at a revision; none where it did not exist then. */
function treeAt(folder: string, revision: string): [path: string, content: Uint8Array][] {
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
  if (git(root, 'ls-tree', commit, '--', prefix || '.').length === 0) return [];
  const entries = Object.entries(unzipSync(git(root, 'archive', '--format=zip', '-0', tree)));
  return entries.filter(([path]) => !path.endsWith('/'));
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
