import { readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ResponseCache } from '../../backtest/index.js';
import { sha256 } from '../../output/digest.js';
import { projectFolder } from '../../pipeline/cache/program.js';
import { readValue, writeValue } from '../../pipeline/cache/store.js';
import type { PrometheusServer } from './client.js';

/** Responses that have not been used for this long are removed. */
const keptMs = 14 * 86_400_000;

/**
 * Answers of a server in `node_modules/.cache/dashwright/history` of the project, which can be deleted at any time.
 * Answers to one tenant or user are never given to another.
 *
 * @returns undefined where no packages are installed: there is no place for a cache
 */
export function historyStore(
  definitions: string,
  { url, headers }: Pick<PrometheusServer, 'url' | 'headers'>,
  now: number,
): ResponseCache | undefined {
  const project = projectFolder(resolve(definitions));
  if (project === undefined) return undefined;
  const folder = join(project, 'node_modules/.cache/dashwright/history');
  const server = JSON.stringify([url.href, Object.entries(headers).sort()]);
  const fileOf = (key: string): string => join(folder, sha256(`${server}\n${key}`).slice(0, 32));
  removeOld(folder, now);
  return {
    read(key) {
      const value = readValue(fileOf(key)) as { readonly text: string } | undefined;
      return value?.text;
    },
    write(key, text) {
      try {
        writeValue(fileOf(key), { text });
      } catch {
        // A full or read-only disk costs the next run its time, and nothing else.
      }
    },
  };
}

function removeOld(folder: string, now: number): void {
  try {
    for (const name of readdirSync(folder)) {
      const file = join(folder, name);
      if (statSync(file).mtimeMs < now - keptMs) rmSync(file);
    }
  } catch {
    // The folder does not exist yet, or another run removes the same files.
  }
}
