import type { BesideOthers, CheckedBundle, Finding, ParsingEngine } from '../check/index.js';
import { locateIn, sharedOnce } from '../load/index.js';
import { type SharedRouting, sharedRouting } from '../resolve/index.js';
import type { BundleResult } from './bundle-result.js';
import type { KeptBundle } from './cache/index.js';
import { type DefinitionPart, type Definitions, hasErrors, loadAndResolve, mistakeIn } from './load.js';
import type { CheckOptions } from './options.js';

/** How definitions are loaded and checked. */
export interface CheckRun {
  /** Results to use again: those bundles are not loaded. */
  readonly reuse: ReadonlyMap<string, BundleResult>;
  /** Bundles that are not loaded either, as their outputs are up to date; nothing was found in them. */
  readonly kept: ReadonlyMap<string, KeptBundle>;
  /**
   * Capture the places of definitions. Most builds do not need them: bundles with findings to show are loaded again with
   * places.
   */
  readonly places: boolean;
  /** Load the scenarios too. */
  readonly scenarios: boolean;
  /** Check which alerts the scenarios cover. */
  readonly coverage: boolean;
  /** Undefined if nothing is to be checked. */
  readonly engine: Promise<ParsingEngine> | undefined;
}

/** Everything is loaded, scenarios too, and checked, with the places of all definitions. */
export const fullRun = {
  reuse: new Map(),
  kept: new Map(),
  places: true,
  scenarios: true,
  coverage: true,
} as const satisfies Omit<CheckRun, 'engine'>;

/** Bundles with all that was found in them. */
export interface CheckedDefinitions extends Pick<Definitions, 'settings' | 'locate'> {
  /** By name, without those that are kept. */
  readonly results: readonly BundleResult[];
  /** Names of the bundles that were loaded. */
  readonly loaded: readonly string[];
  readonly findings: readonly Finding[];
  /** Whether some findings are not of one bundle by itself. */
  readonly shared: boolean;
  /** Of all bundles, those that are kept included. */
  readonly routings: readonly SharedRouting[];
}

/**
 * Loads, resolves and checks bundles, each by itself, then compares them with one another. Whoever watches gives the
 * results of the bundles that have not changed; without any, all is done anew, and the same comes of it.
 */
export async function checkByBundle(options: CheckOptions, run: CheckRun): Promise<CheckedDefinitions> {
  const { reuse, kept } = run;
  // Each bundle by itself.
  const definitions = await loadAndResolve(options, {
    ...run,
    keep: run.engine !== undefined,
    without: leftOut(reuse, kept),
  });
  const { settings, common } = definitions;
  const checks = await checksOf(definitions, run, options);
  const fresh = definitions.parts.map((part) => checks.check(part));
  const results = [...reuse.values(), ...fresh].sort((a, b) => (a.name < b.name ? -1 : 1));

  // All together.
  const ofAll = [...common.findings, ...checks.findings, ...common.impure()];
  const isSound = !hasErrors(ofAll) && results.every(({ checked }) => checked);
  const own = results.flatMap(({ findings }) => findings);
  const beside: BesideOthers[] = [
    ...[...kept.values()].map(({ outline }) => ({ outline })),
    ...results.flatMap(({ checked }) => checked ?? []),
  ];
  const compared = isSound
    ? checks.together(beside, results)
    : results.flatMap(({ checked, covered }) => [...(checked?.findings ?? []), ...(covered?.findings ?? [])]);
  const locate = locateIn([...results, { name: '', locate: common.locate }]);
  const known = new Set(results.flatMap((one) => findingsOf(one)));
  return {
    settings,
    locate,
    results,
    loaded: fresh.map(({ name }) => name),
    findings: sharedOnce([...ofAll, ...own, ...compared], locate),
    shared: ofAll.length > 0 || compared.some((finding) => !known.has(finding)),
    routings: [
      ...beside.map(({ outline }) => outline.routing),
      ...results.flatMap(({ checked, definition }) =>
        definition && !checked ? [sharedRouting(definition.resolved)] : [],
      ),
    ],
  };
}

function leftOut(
  reuse: CheckRun['reuse'],
  kept: CheckRun['kept'],
): Map<string, { readonly files: Iterable<string> }> {
  const out = new Map<string, { readonly files: Iterable<string> }>(kept);
  for (const [name, { definition }] of reuse) out.set(name, { files: definition?.sources ?? [] });
  return out;
}

/** Results that have no finding of their own. */
export function silentOf(results: readonly BundleResult[]): Map<string, BundleResult> {
  return new Map(results.filter((one) => findingsOf(one).length === 0).map((one) => [one.name, one]));
}

function findingsOf({ findings, checked, covered }: BundleResult): readonly Finding[] {
  return [...findings, ...(checked?.findings ?? []), ...(covered?.findings ?? [])];
}

interface Checks {
  /** What is wrong with the settings. */
  readonly findings: readonly Finding[];
  check(part: DefinitionPart): BundleResult;
  together(beside: readonly BesideOthers[], results: readonly BundleResult[]): readonly Finding[];
}

async function checksOf(
  { settings, brokenChecks }: Definitions,
  { engine, coverage, places }: CheckRun,
  { progress }: CheckOptions,
): Promise<Checks> {
  const unchecked = ({ impure, ...part }: DefinitionPart): BundleResult => ({
    ...part,
    places,
    checked: undefined,
    covered: undefined,
  });
  if (!engine) return { findings: [], check: unchecked, together: () => [] };
  // Imported only with checks, and while esbuild is running: the grammars and checks take time to load.
  const { allTogether, checkBundle, checkScenariosOf, checkTogether } = await import('../check/index.js');
  const findings = findingsOn(() => checkTogether([], settings));
  if (brokenChecks || hasErrors(findings)) return { findings, check: unchecked, together: () => [] };
  progress?.('checking');
  const parser = await engine;
  return {
    findings,
    check(part) {
      const { definition, impure } = part;
      if (!definition || hasErrors(part.findings)) {
        return { ...unchecked(part), findings: [...part.findings, ...impure()] };
      }
      let checked: CheckedBundle | undefined;
      const { resolved, scenarios } = definition;
      const mistakes = findingsOn(() => {
        checked = checkBundle(resolved, parser, settings);
      }, part.name);
      const { suppressions } = checked ?? {};
      const covered = coverage
        ? checkScenariosOf({ bundle: resolved, scenarios, suppressions }, settings)
        : undefined;
      const own = [...part.findings, ...mistakes, ...impure()];
      return { ...unchecked(part), findings: own, checked, covered };
    },
    together: (beside, results) => [
      ...checkTogether(beside, settings),
      ...allTogether(
        results.flatMap(({ covered }) => covered ?? []),
        settings,
      ),
    ],
  };
}

/** What an action finds by throwing the mistake of a definition. */
function findingsOn(action: () => unknown, path?: string): readonly Finding[] {
  try {
    action();
    return [];
  } catch (error) {
    return mistakeIn(error, path);
  }
}
