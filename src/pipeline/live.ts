import type { Evidence, LiveDefinitions } from '../check/index.js';
import type { ResolvedBundle } from '../resolve/index.js';
import { checkDefinitions } from './compile.js';
import { startReadingEngine } from './engine.js';
import { hasErrors, loadAndResolve } from './load.js';
import type { CheckOnlyOptions, CheckResult } from './options.js';

/** Finds out what there is, given what the definitions read. */
export type Observe = (asked: LiveDefinitions, bundles: readonly ResolvedBundle[]) => Promise<Evidence>;

/**
 * Checks definitions as `checkDefinitions` does, and then beside what really exists. Definitions that cannot be loaded or
 * do not parse are not compared: `observe` is then not called.
 */
export async function checkAgainst(options: CheckOnlyOptions, observe: Observe): Promise<CheckResult> {
  const starting = startReadingEngine();
  const offline = await checkDefinitions(options);
  if (offline.findings.some(({ check }) => /^(definition|promql\/syntax)/.test(check))) return offline;
  const definitions = await loadAndResolve(options, { places: true, scenarios: false, keep: true });
  if (hasErrors(definitions.findings)) return offline;
  const { checkLive, liveDefinitions } = await import('../check/index.js');
  const engine = await starting;
  const bundles = definitions.all.map(({ resolved }) => resolved);
  const asked = liveDefinitions(bundles, engine, definitions.settings);
  options.progress?.('asking what there is');
  const evidence = await observe(asked, bundles);
  const found = checkLive(asked, evidence, engine, definitions.settings);
  return {
    ...offline,
    findings: [...offline.findings, ...found],
    // Places of the second loading have other stacks; both are of the same sources.
    locate: (place) => definitions.locate(place) ?? offline.locate(place),
  };
}
