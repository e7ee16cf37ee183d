import { checkScenarios, type Finding, type ParsingEngine } from '../check/index.js';
import type { Locate } from '../load/index.js';
import { type Definition, hasErrors, loadAndResolve, mistakeIn } from './load.js';
import type { CheckOptions } from './options.js';

/** Bundles as the preview shows them: resolved and checked, with the places of all definitions. Nothing is written. */
export interface PreviewSource {
  readonly bundles: readonly Definition[];
  readonly findings: readonly Finding[];
  readonly locate: Locate;
}

/**
 * Loads and checks bundles. What cannot be loaded is a finding; the bundles are then those that can.
 *
 * @throws UsageError for a folder or bundle that does not exist
 */
export async function previewSource(options: CheckOptions, engine: ParsingEngine): Promise<PreviewSource> {
  const { all, findings, settings, locate } = await loadAndResolve(options, {
    places: true,
    scenarios: true,
    keep: true,
  });
  return { bundles: all, findings: [...findings, ...(await found())], locate };

  async function found(): Promise<readonly Finding[]> {
    if (hasErrors(findings)) return [];
    const { checkBundlesBeside } = await import('../check/index.js');
    const bundles = all.map(({ resolved }) => resolved);
    try {
      const { findings: checked } = await checkBundlesBeside([], bundles, engine, settings);
      const proven = all.map(({ resolved, scenarios }) => ({ bundle: resolved, scenarios }));
      return [...checked, ...checkScenarios(proven, settings)];
    } catch (error) {
      return mistakeIn(error);
    }
  }
}
