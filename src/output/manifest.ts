import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJson } from './serialise.js';

/** The files that builds have written, by bundle: only these are ever removed. */
export type Manifest = Readonly<Record<string, readonly string[]>>;

export const manifestName = '.dashwright.json';

export function readManifest(output: string): Manifest {
  let text: string;
  try {
    text = readFileSync(join(output, manifestName), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
  const { bundles } = JSON.parse(text) as { bundles: Manifest };
  return bundles;
}

export function manifestText(manifest: Manifest): string {
  const names = Object.keys(manifest).sort();
  return toJson({
    description:
      'Files written by dashwright build, by bundle: those that a bundle no longer gives are removed.',
    bundles: Object.fromEntries(names.map((name) => [name, [...(manifest[name] ?? [])].sort()])),
  });
}
