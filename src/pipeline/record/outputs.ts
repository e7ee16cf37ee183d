import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import type { Settled } from '../../output/write.js';
import { stamp, stampOf } from './stamps.js';

/**
 * The state of a build's files. Their contents are not read: that takes more than twice as long, and files that somebody
 * has written again, even as they were, are rare enough to be built again.
 */
export function digestOutputs(output: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(`${stampOf(`${output}/${path}`)}\0`);
  return hash.digest('hex');
}

/**
 * The same, right after the build that gave them, and sure to change when one of them does.
 *
 * @param began When the build began, in milliseconds: it has compared the files with what it gives since then.
 * @returns undefined when somebody else was at work on them
 */
export function digestSettled(
  output: string,
  { paths, changed }: Settled,
  began: number,
): string | undefined {
  const written = new Set(changed);
  const hash = createHash('sha256');
  let last = 0n;
  for (const path of paths) {
    const found = lstatSync(`${output}/${path}`, { bigint: true });
    if (!written.has(path) && Number(found.ctimeMs) >= began) return undefined;
    if (found.ctimeNs > last) last = found.ctimeNs;
    hash.update(`${stamp(found)}\0`);
  }
  // A file system that counts whole seconds.
  if (last % 1_000_000_000n === 0n) return undefined;
  waitUntil(Number(last / 1_000_000n) + tick);
  return hash.digest('hex');
}

/** Times of files advance in steps of up to so many milliseconds; a change within the step would look like none. */
const tick = 11;

function waitUntil(time: number): void {
  const rest = time - Date.now();
  if (rest > 0 && rest <= tick) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, rest);
}
