import type { PackagedFile } from './package.js';

/** SHA256SUMS with the lines of new files, for `sha256sum --check`. */
export function mergeChecksums(existing: string | undefined, added: readonly PackagedFile[]): string {
  const sums = new Map<string, string>();
  for (const line of (existing ?? '').split('\n')) {
    const [, sum, name] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    if (sum !== undefined && name !== undefined) sums.set(name, sum);
  }
  for (const { name, sha256 } of added) sums.set(name, sha256);
  const names = [...sums.keys()].sort();
  return names.map((name) => `${sums.get(name)}  ${name}\n`).join('');
}
