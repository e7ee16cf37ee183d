import type { CheckOptions as CheckSettings } from '../check/index.js';
import { openCache } from './cache/index.js';
import { startReadingEngine } from './engine.js';
import type { BuildOptions, BuildResult } from './options.js';
import { shownAgain } from './shown-again.js';

/**
 * Loads, checks and emits bundles, then writes all of their files or, when there is an error, none. Bundles that the
 * cache shows to be unchanged are left out.
 *
 * @throws UsageError for a folder, bundle or target that does not exist; OutputError for an output folder that cannot
 *   be written; OutputBusyError when another build writes to it
 */
export async function buildBundles(options: BuildOptions): Promise<BuildResult> {
  const { definitions, output, names = [], targets, settings, checks = true } = options;
  const today = onlyDay(settings);
  const cache =
    checks && today !== undefined ? openCache({ definitions, output, names, targets, today }) : undefined;
  if (cache?.unchanged && !options.known) {
    const { names: bundles, files, findings } = cache.unchanged;
    const written = { written: 0, unchanged: files, removed: 0 };
    return { bundles, loaded: [], ...shownAgain(findings, definitions), written, gone: new Map() };
  }
  // Before the rest of the program is loaded: meanwhile, WebAssembly is decompressed and compiled on other threads.
  const engine = options.engine ?? (checks ? startReadingEngine() : undefined);
  // Imported late: an unchanged build does not need it.
  const { compile } = await import('./compile.js');
  return compile({ ...options, engine }, cache);
}

/** The day, if the caller sets nothing else: other settings can contain functions. */
function onlyDay(settings: CheckSettings = {}): string | undefined {
  return Object.keys(settings).length === 1 ? settings.today : undefined;
}
