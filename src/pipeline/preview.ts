import type { Finding, ParsingEngine } from '../check/index.js';
import type { Locate } from '../load/index.js';
import { loadAndCheck, nothingKept } from './compile.js';
import type { Definition } from './load.js';
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
  const run = { kept: nothingKept, places: true, engine: Promise.resolve(engine) };
  const { definitions, findings } = await loadAndCheck(options, run);
  return { bundles: definitions.all, findings, locate: definitions.locate };
}
