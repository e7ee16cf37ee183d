import { execFileSync } from 'node:child_process';
import type { Provenance } from './provenance.js';

/**
 * The last commit that changed a folder, and its time. Not the current commit: an unchanged chart is the same package at
 * the next commit, and can be published again.
 *
 * @returns An empty object outside of a git repository, and for a folder with uncommitted changes.
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
