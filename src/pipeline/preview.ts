import type { Finding, ParsingEngine } from '../check/index.js';
import type { Locate } from '../load/index.js';
import type { BundleResult, Definition } from './bundle-result.js';
import { checkByBundle, fullRun } from './check-by-bundle.js';
import { keepBundles, unchangedBundles } from './known-bundles.js';
import type { CheckOptions } from './options.js';

/** Bundles as the preview shows them: resolved and checked, with the places of all definitions. Nothing is written. */
export interface PreviewSource {
  /** Those that could be loaded. */
  readonly bundles: readonly Definition[];
  /** All of them, by name. A result that is the same object as before is that of a bundle that has not changed. */
  readonly results: readonly BundleResult[];
  /** Names of the bundles that were loaded for it. */
  readonly loaded: readonly string[];
  readonly findings: readonly Finding[];
  readonly locate: Locate;
}

/**
 * Loads and checks bundles. What cannot be loaded is a finding; the bundles are then those that can.
 *
 * @throws UsageError for a folder or bundle that does not exist
 */
export async function previewSource(options: CheckOptions, engine: ParsingEngine): Promise<PreviewSource> {
  const began = Date.now();
  const reuse = unchangedBundles(options);
  const checked = await checkByBundle(options, { ...fullRun, reuse, engine: Promise.resolve(engine) });
  keepBundles(options, checked.results, began);
  return { ...checked, bundles: checked.results.flatMap(({ definition }) => definition ?? []) };
}
