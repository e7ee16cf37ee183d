import type {
  CheckOptions as CheckSettings,
  Evidence,
  Finding,
  LiveDefinitions,
  LiveEngine,
} from '../check/index.js';
import { type Locate, sharedOnce } from '../load/index.js';
import { jsonCopy, recordOf } from '../plain.js';
import type { ResolvedBundle } from '../resolve/index.js';
import { checkDefinitions } from './compile.js';
import { startParser, startReadingEngine } from './engine.js';
import { hasErrors, loadAndResolve } from './load.js';
import type { CheckOnlyOptions, CheckOptions, CheckResult } from './options.js';

/** Finds out what there is, given what the definitions read. */
export type Observe = (asked: LiveDefinitions, dashboards: BuiltJson) => Promise<Evidence>;

/** Builds the dashboards: JSON in the classic schema by uid. */
export type BuiltJson = () => Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>>;

/** Definitions and what they read. */
export interface ReadDefinitions {
  readonly findings: readonly Finding[];
  readonly asked: LiveDefinitions;
  readonly bundles: readonly ResolvedBundle[];
  readonly locate: Locate;
  readonly settings: CheckSettings;
  readonly dashboards: BuiltJson;
  /** Judges them. */
  check(evidence: Evidence): readonly Finding[];
}

/** Loads definitions with all that their expressions read. With findings of loading, nothing is read. */
export async function readDefinitions(options: CheckOptions): Promise<ReadDefinitions> {
  const starting: Promise<LiveEngine> = startReadingEngine();
  const { all, findings, locate, settings } = await loadAndResolve(options, {
    places: true,
    scenarios: false,
    keep: true,
  });
  const { checkLive, liveDefinitions } = await import('../check/index.js');
  const engine = await starting;
  const bundles = hasErrors(findings) ? [] : all.map(({ resolved }) => resolved);
  const asked = liveDefinitions(bundles, engine, settings);
  return {
    findings,
    asked,
    bundles,
    locate,
    settings,
    dashboards: () => dashboardsOf(bundles),
    check: (evidence) => checkLive(asked, evidence, engine, settings),
  };
}

async function dashboardsOf(bundles: readonly ResolvedBundle[]): ReturnType<BuiltJson> {
  const [{ partsOf }, engine] = await Promise.all([import('./targets.js'), startParser()]);
  const built = new Map<string, Readonly<Record<string, unknown>>>();
  for (const bundle of bundles) {
    const parts = await partsOf(bundle, [], engine);
    // As a file has it: the builder's result carries functions.
    for (const { uid, json } of parts.streamDashboards()) built.set(uid, recordOf(jsonCopy(json)));
  }
  return built;
}

/**
 * Checks definitions as `checkDefinitions` does, and then beside what really exists. Definitions that cannot be loaded or
 * do not parse are not compared: `observe` is then not called.
 */
export async function checkAgainst(options: CheckOnlyOptions, observe: Observe): Promise<CheckResult> {
  const offline = await checkDefinitions(options);
  if (offline.findings.some(({ check }) => /^(definition|promql\/syntax)/.test(check))) return offline;
  const read = await readDefinitions(options);
  if (hasErrors(read.findings)) return offline;
  options.progress?.('reading the running system');
  const evidence = await observe(read.asked, read.dashboards);
  return {
    ...offline,
    findings: [...offline.findings, ...sharedOnce(read.check(evidence), read.locate)],
    // Places of the second loading have other stacks; both are of the same sources.
    locate: (place) => read.locate(place) ?? offline.locate(place),
  };
}
