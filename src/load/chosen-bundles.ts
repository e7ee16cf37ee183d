import { existsSync } from 'node:fs';
import { UsageError } from '../errors/usage-error.js';
import { type BundleFolder, findBundles } from './find.js';
import type { FolderWithoutBundle } from './without-bundle.js';

/**
 * The folders of the bundles to load.
 *
 * @throws UsageError if there is no bundle, or none with a given name
 */
export function chosenBundles(
  definitions: string,
  given: string,
  names: readonly string[],
  withoutBundle: readonly FolderWithoutBundle[],
): BundleFolder[] {
  if (!existsSync(definitions))
    throw new UsageError(
      `no folder of definitions at ${given}: run it in the folder of the project, use --definitions, or create a project with dashwright init`,
    );
  const found = findBundles(definitions);
  if (withoutBundle.some(({ certain }) => certain))
    return names.length === 0 ? found : found.filter(({ name }) => names.includes(name));
  if (found.length === 0) throw new UsageError(`no bundle in ${given}: expected a folder with a bundle.ts`);
  const known = new Map(found.map((bundle) => [bundle.name, bundle]));
  const missing = names.filter((name) => !known.has(name));
  if (missing.length > 0) {
    throw new UsageError(
      `no bundle ${missing.join(', ')} in ${given}; there is ${[...known.keys()].join(', ')}`,
    );
  }
  return names.length === 0 ? found : found.filter(({ name }) => names.includes(name));
}
