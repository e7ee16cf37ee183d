import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { sha256 } from '../../output/digest.js';

/**
 * Reads a value that `writeValue` stored.
 *
 * @returns undefined if it is missing, damaged, or does not have the expected digest
 */
export function readValue(path: string, digest?: string): unknown {
  try {
    const content = readFileSync(path, 'utf8');
    const [kept = ''] = content.split('\n', 1);
    const text = content.slice(kept.length + 1);
    return sha256(text) === kept && (digest ?? kept) === kept ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Stores a value atomically: concurrent or killed builds leave nothing that would be read as valid.
 *
 * @returns its digest
 */
export function writeValue(path: string, value: object): string {
  const text = JSON.stringify(value);
  const digest = sha256(text);
  const staging = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(staging, `${digest}\n${text}`);
  renameSync(staging, path);
  return digest;
}

/** A build succeeds even if it cannot be cached. */
export function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // The cache is not writable, or a file has just been removed.
  }
}
