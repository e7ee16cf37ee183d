import { startReadingEngine } from './engine.js';
import type { CheckOnlyOptions, CheckResult } from './options.js';

/**
 * Loads and checks bundles, without writing anything.
 *
 * @throws UsageError for a folder or bundle that does not exist
 */
export async function checkBundles(options: CheckOnlyOptions): Promise<CheckResult> {
  // Before the rest of the program is loaded: meanwhile, WebAssembly is decompressed and compiled on other threads.
  const engine = options.engine ?? startReadingEngine();
  const { checkDefinitions } = await import('./compile.js');
  return checkDefinitions({ ...options, engine });
}
