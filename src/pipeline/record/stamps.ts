import { type BigIntStats, lstatSync, readdirSync } from 'node:fs';

/**
 * What tells a file from any other state of it without reading it. Nobody can set back when it was last changed
 * (ctime), so this holds for files with the times of others, too.
 */
export function stampOf(path: string): string {
  return stamp(lstatSync(path, { bigint: true }));
}

export function stamp({ size, mtimeNs, ctimeNs, ino }: BigIntStats): string {
  return `${size} ${mtimeNs} ${ctimeNs} ${ino}`;
}

/** Relative path and stamp of every file in a folder and its folders. */
export function stampsUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    // Not `join`: what it would tidy up, for every file, takes longer than asking for the file.
    const path = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [`${entry.name} ${stampOf(path)}`];
    return stampsUnder(path).map((line) => `${entry.name}/${line}`);
  });
}
