import type { Finding } from '../check/index.js';
import { checkTypes, UsageError } from '../load/index.js';
import { repairOutput } from '../output/consistent-read.js';
import { refuseFilesOfOthers, refuseFolder } from '../output/folder.js';
import { type BundleResult, type Definition, definitionsOf } from './bundle-result.js';
import type { BuildCache } from './cache/index.js';
import {
  type CheckedDefinitions,
  type CheckRun,
  checkByBundle,
  fullRun,
  silentOf,
} from './check-by-bundle.js';
import { emitFiles, loadEmitters } from './emit-files.js';
import { type BuildEngine, startParser } from './engine.js';
import { eachChecked, fileChecks, placed } from './file-checks.js';
import { keepBundles, unchangedBundles } from './known-bundles.js';
import { hasErrors, isQuiet, loadAndResolve, mistakeIn } from './load.js';
import {
  type BuildOptions,
  type BuildResult,
  type CheckOnlyOptions,
  type CheckOptions,
  type CheckResult,
  isAll,
} from './options.js';
import type { RuleTests } from './rule-tests.js';
import { keptFindings } from './shown-again.js';
import { type BuildTarget, targets } from './targets.js';
import { type Build, type Written, writeFiles } from './write-files.js';

/** How one compilation runs. */
interface Run extends CheckRun {
  readonly engine: Promise<BuildEngine> | undefined;
}

/** Loads and checks bundles, without writing anything. */
export async function checkDefinitions({
  types,
  places = false,
  ...options
}: CheckOnlyOptions): Promise<CheckResult> {
  // Work of another process while definitions are loaded.
  const typing = types ? settled(checkTypes(options.definitions, options.names)) : undefined;
  const result = await checkOnly(options, {
    ...fullRun,
    reuse: unchangedBundles(options),
    places,
    engine: startParser(options.engine),
  });
  if (!typing) return result;
  options.progress?.('checking types');
  const typed = await typing();
  return {
    ...result,
    findings: [...typed.findings, ...result.findings],
    locate: (place) => typed.locate(place) ?? result.locate(place),
  };
}

/** The result of a promise that is awaited later: a failure before that must not count as unhandled. */
function settled<Result>(work: Promise<Result>): () => Promise<Result> {
  work.catch(() => undefined);
  return () => work;
}

async function checkOnly(options: CheckOptions, run: Run): Promise<CheckResult> {
  const began = Date.now();
  const checked = await checkByBundle(options, run);
  const result = resultOf(checked, run);
  const again = (reuse: Run['reuse']) => checkOnly(options, { ...run, reuse, places: true });
  if (!isQuiet(result.findings) && !run.places) return again(withoutFindings(checked));
  keepBundles(options, checked.results, began);
  if (hasErrors(result.findings)) return result;

  // `test` runs the scenarios.
  const emitters = await loadEmitters(
    targets.filter(({ runsScenarios }) => !runsScenarios),
    isAll(options),
  );
  const files = await fileChecks(checked, { chosen: targets });
  try {
    const made = { routings: checked.routings, tests: noTests };
    for (const file of await emitFiles(files.missing, made, emitters, run.engine)) files.visit(file);
  } catch (error) {
    return { ...result, findings: [...result.findings, ...mistakeIn(error)] };
  }
  const emitted = files.finish();
  if (needsAgain(emitted, checked, run)) return again(new Map());
  return withEmitted(result, emitted, checked, options);
}

/** Results to use again where findings need places; none where findings are about several bundles. */
function withoutFindings({ results, shared: areShared }: CheckedDefinitions): Run['reuse'] {
  return areShared ? new Map() : silentOf(results);
}

/** The whole of a build: load, resolve, check, emit, write. */
export async function compile(options: BuildOptions, cache: BuildCache | undefined): Promise<BuildResult> {
  const chosen = chooseTargets(options.targets);
  refuseFolder(options.output, options.definitions);
  if (!options.overwrite) refuseFilesOfOthers(options.output);
  // Complete an interrupted earlier build first, whatever the result of this one.
  repairOutput(options.output, options.overwrite);
  // Started first: WebAssembly compiles on other threads while the definitions are bundled.
  const isNeeded =
    options.checks !== false || chosen.some((target) => target.readsTemplates || target.runsScenarios);
  const engine = isNeeded ? startParser(options.engine) : undefined;
  return build(
    { options, chosen, cache },
    {
      reuse: unchangedBundles(options),
      // Whoever watches knows more of the bundles than the cache.
      kept: (!options.known && cache?.kept) || new Map(),
      places: options.places ?? false,
      scenarios: chosen.some(({ readsScenarios }) => readsScenarios),
      coverage: false,
      engine,
    },
  );
}

async function build(asked: Build, run: Run): Promise<BuildResult> {
  const { options, chosen, cache } = asked;
  const began = Date.now();
  const again = (): Promise<BuildResult> =>
    build(asked, { ...run, reuse: new Map(), kept: new Map(), places: true });
  // While esbuild and the engine are running.
  const loading = loadEmitters(chosen, isAll(options));
  loading.catch(() => undefined);

  const checking = options.checks !== false;
  const checked = await checkByBundle(options, { ...run, engine: checking ? run.engine : undefined });
  const result = { ...resultOf(checked, run), written: undefined, gone: new Map() };
  if (!isQuiet(checked.findings) && !run.places) {
    // Findings about several bundles need those whose outputs are up to date, too.
    const kept = checked.shared ? new Map() : run.kept;
    return build(asked, { ...run, reuse: withoutFindings(checked), kept, places: true });
  }
  keepBundles(options, checked.results, began);
  if (hasErrors(checked.findings)) return result;
  if (!isQuiet(checked.findings)) await options.checked?.(result);

  const upToDate = checked.results.filter(({ name, files }) => files && cache?.written.has(name));
  const toWrite = checked.results.filter((result) => !upToDate.includes(result));
  const left = [...run.kept.keys(), ...upToDate.map(({ name }) => name)];
  const tests = chosen.some(({ runsScenarios }) => runsScenarios)
    ? await runTests(definitionsOf(toWrite), run, options)
    : noTests;
  if (hasErrors(tests.findings)) {
    if (!run.places) return again();
    return { ...result, findings: [...result.findings, ...tests.findings] };
  }

  options.progress?.('writing');
  const files = checking ? await fileChecks(checked, { chosen, toWrite }) : undefined;
  let emitted: readonly Finding[] = [];
  let written: Written;
  try {
    const made = { routings: checked.routings, tests };
    const all = await emitFiles(toWrite, made, await loading, run.engine);
    written = writeFiles(files ? eachChecked(all, files) : all, asked, result.bundles, left, {
      inputs: tests.inputs,
      accept: () => {
        emitted = files?.finish() ?? [];
        return !hasErrors(emitted) && !needsAgain(emitted, checked, run);
      },
    });
  } catch (error) {
    if (run.kept.size > 0) return again();
    return { ...result, findings: [...result.findings, ...mistakeIn(error)] };
  }
  // Findings in the outputs of some bundles are shown together with those of all others.
  if (needsAgain(emitted, checked, run)) return again();
  const shown = await withEmitted(result, emitted, checked, options);
  if (written.result && checked.results.every(({ pure }) => pure()))
    cache?.finish({
      names: result.bundles,
      built: await builtBundles(toWrite),
      until: checked.results.flatMap((one) => one.checked?.ends ?? []).sort()[0],
      findings: keptFindings(shown, options.definitions),
    });
  return { ...shown, written: written.result, gone: written.gone };
}

/** What the cache keeps of the bundles that were written. */
async function builtBundles(results: readonly BundleResult[]) {
  const { keptOutline } = await import('../check/index.js');
  return new Map(
    results.flatMap(({ name, definition, checked }) => {
      if (!definition || !checked) return [];
      const { sources, read } = definition;
      return [[name, { sources, read, outline: keptOutline(checked.outline) }] as const];
    }),
  );
}

const noTests: RuleTests = { files: [], inputs: new Map(), findings: [] };

/** The scenarios as tests for promtool. Imported only if needed, as proofs take time to load. */
async function runTests(
  all: readonly Definition[],
  { engine }: Run,
  options: BuildOptions,
): Promise<RuleTests> {
  if (all.every(({ scenarios }) => scenarios.length === 0)) return noTests;
  const [{ ruleTests }, started] = await Promise.all([import('./rule-tests.js'), engine]);
  if (!started) throw new Error('a target that runs scenarios needs the engine');
  return ruleTests(all, {
    definitions: options.definitions,
    output: options.output,
    engine: started.evaluating,
    progress: options.progress,
  });
}

/** Whether findings on files need all bundles, or definitions that know where they are. */
function needsAgain(emitted: readonly Finding[], checked: CheckedDefinitions, { kept }: Run): boolean {
  if (isQuiet(emitted)) return false;
  return kept.size > 0 || (!havePlaces(checked) && emitted.some(({ place }) => place !== undefined));
}

function resultOf({ results, findings, locate, loaded }: CheckedDefinitions, { kept }: Run): CheckResult {
  // A bundle that could not be loaded is not among those that were checked.
  const known = results.filter(({ definition }) => definition).map(({ name }) => name);
  return { bundles: [...kept.keys(), ...known].sort(), findings, locate, loaded };
}

/** Findings on files, with the place of the definition of each file, for which definitions are loaded again. */
async function withEmitted(
  result: CheckResult,
  emitted: readonly Finding[],
  checked: CheckedDefinitions,
  options: CheckOptions,
): Promise<CheckResult> {
  if (isQuiet(emitted) || havePlaces(checked))
    return { ...result, findings: [...result.findings, ...emitted] };
  const { all, locate } = await loadAndResolve(options, { places: true, scenarios: false, keep: false });
  return { ...result, findings: [...result.findings, ...placed(emitted, all)], locate };
}

function havePlaces({ results }: CheckedDefinitions): boolean {
  return results.every(({ places }) => places);
}

function chooseTargets(names: readonly string[] | undefined): readonly BuildTarget[] {
  if (!names) return targets;
  const known = targets.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new UsageError(`unknown target ${unknown.join(', ')}; expected one or more of ${known.join(', ')}`);
  return targets.filter(({ name }) => names.includes(name));
}
