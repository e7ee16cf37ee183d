import { execFileSync } from 'node:child_process';
import type { Provenance } from './provenance.js';

/**
 * The commit that last changed a folder, and when. Not the current commit: a chart that has not changed is the same
 * package at the next commit, and may be published again.
 *
 * @returns Nothing outside of a git repository, or when the folder has changes that are not committed.
 */
export function lastChange(folder: string): Pick<Provenance, 'revision' | 'created'> {
  try {
    if (git(folder, 'status', '--porcelain', '--', '.') !== '') return {};
    const [revision, seconds] = git(folder, 'log', '-1', '--format=%H %ct', '--', '.').split(' ');
    if (!revision) return {};
    return { revision, created: new Date(Number(seconds) * 1000).toISOString() };
  } catch {
    return {};
  }
}

function git(folder: string, ...args: string[]): string {
  return execFileSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}
