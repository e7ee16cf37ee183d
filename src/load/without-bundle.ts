import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { nearest } from '../catalog/similar.js';
import type { Finding } from '../check/finding.js';
import { byCodeUnit } from '../compare.js';
import { withFile } from '../errors/system-error.js';

/** A folder of definitions that has no `bundle.ts`. */
export interface FolderWithoutBundle {
  readonly name: string;
  readonly folder: string;
  /** The file that was probably meant to be `bundle.ts`. */
  readonly meant: string | undefined;
  /** It has something that only bundles have. Otherwise it may be a library that bundles import. */
  readonly certain: boolean;
}

/** Folders that only bundles have. */
const bundleFolders = ['scenarios', 'runbooks'];
/** Files and folders that bundles have by convention, and a library may have. */
const usualNames = new Set(
  'metrics signals dashboards alerts slos recording-rules log-rules environments routing kubernetes azure stack'
    .split(' ')
    .flatMap((name) => [name, `${name}.ts`]),
);
const script = /\.[cm]?[jt]sx?$/;

/**
 * Folders without `bundle.ts` that look like bundles: a build without them would remove their outputs.
 *
 * @param names requested bundles; all if empty
 */
export function foldersWithoutBundle(definitions: string, names: readonly string[]): FolderWithoutBundle[] {
  if (!existsSync(definitions)) return [];
  return withFile(definitions, () => readdirSync(definitions, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .flatMap(({ name }) => lookAt(name, join(definitions, name)))
    .sort((a, b) => byCodeUnit(a.name, b.name));
}

function lookAt(name: string, folder: string): FolderWithoutBundle[] {
  const found = withFile(folder, () => readdirSync(folder, { withFileTypes: true }));
  const entries = found.map((entry) => entry.name);
  if (entries.some((entry) => /^bundle\.(ts|m?js)$/.test(entry))) return [];
  const scripts = found
    .filter((entry) => entry.isFile() && script.test(entry.name))
    .map((entry) => entry.name);
  const meant =
    scripts.find((file) => isLikeBundle(file.replace(script, '').toLowerCase())) ??
    scripts.find((file) => exportsBundle(join(folder, file)));
  const certain = meant !== undefined || entries.some((entry) => bundleFolders.includes(entry));
  if (!certain && (isLibrary(scripts) || !entries.some((entry) => usualNames.has(entry)))) return [];
  return [{ name, folder, meant, certain }];
}

/** What others import has an index, whatever the names of its files. */
function isLibrary(scripts: readonly string[]): boolean {
  return scripts.some((file) => /^index\.(ts|m?js)$/.test(file));
}

function isLikeBundle(name: string): boolean {
  return name === 'bundle' || nearest(name, ['bundle']) !== undefined;
}

export function exportsBundle(file: string): boolean {
  return /\bexport\s+default\s+(\w+\.)?bundle\s*\(/.test(withFile(file, () => readFileSync(file, 'utf8')));
}

/**
 * Whether a folder was meant to be a bundle.
 *
 * @param loaded source files of the loaded bundles, as absolute paths
 */
export function isMistaken({ folder, certain }: FolderWithoutBundle, loaded: readonly string[]): boolean {
  return certain || !loaded.some((file) => file.startsWith(folder + sep));
}

export function noBundleFinding({ name, meant }: FolderWithoutBundle): Finding {
  return {
    check: 'definition/no-bundle',
    level: 'error',
    path: name,
    place: { order: 0, file: meant === undefined ? name : `${name}/${meant}` },
    message: `the folder ${name} has definitions but no bundle.ts: nothing would be built from them, and their previous outputs would be removed`,
    expected: `${name}/bundle.ts with export default bundle({ … }); otherwise remove the folder`,
    suggestion: meant === undefined ? undefined : `did you mean bundle.ts by ${meant}?`,
  };
}
