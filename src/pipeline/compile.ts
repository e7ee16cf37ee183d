import type { BundleOutline, Finding, ParsingEngine } from '../check/index.js';
import { checkTypes, UsageError } from '../load/index.js';
import { repairOutput } from '../output/consistent-read.js';
import { refuseFilesOfOthers, refuseFolder } from '../output/folder.js';
import { type OutputFile, type WriteOptions, type WriteResult, writeOutput } from '../output/write.js';
import { type SharedRouting, sharedRouting } from '../resolve/index.js';
import { type BuildCache, type KeptBundle, shared } from './cache/index.js';
import { type BuildEngine, startParser } from './engine.js';
import { type Definitions, hasErrors, isQuiet, loadAndResolve, mistakeIn } from './load.js';
import type { BuildOptions, BuildResult, CheckOnlyOptions, CheckOptions, CheckResult } from './options.js';
import type { RuleTests } from './rule-tests.js';
import { keptFindings } from './shown-again.js';
import { sourceOf } from './source-of.js';
import { type BuildTarget, type Emit, type EmitShared, isOf, partsOf, targets } from './targets.js';

/** How definitions are loaded and checked. */
export interface CheckRun {
  /** Bundles to leave out, as their outputs are up to date. */
  readonly kept: ReadonlyMap<string, KeptBundle>;
  /**
   * Capture the places of definitions. Most builds do not need them: a build with findings to show runs again with
   * places, for all bundles.
   */
  readonly places: boolean;
  readonly engine: Promise<ParsingEngine> | undefined;
}

/** How one compilation runs. */
interface Run extends CheckRun {
  readonly engine: Promise<BuildEngine> | undefined;
}

export const nothingKept: CheckRun['kept'] = new Map();

/** Loads and checks bundles, without writing anything. */
export async function checkDefinitions({
  types,
  places = false,
  ...options
}: CheckOnlyOptions): Promise<CheckResult> {
  // Work of another process while definitions are loaded.
  const typing = types ? settled(checkTypes(options.definitions, options.names)) : undefined;
  const result = await checkOnly(options, {
    kept: nothingKept,
    places,
    engine: startParser(),
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
  const { definitions, findings, routings } = await loadAndCheck(options, run);
  const result = resultOf(definitions, run, findings);
  if (!isQuiet(result.findings) && !run.places) return checkOnly(options, { ...run, places: true });
  if (hasErrors(result.findings)) return result;

  // `test` runs the scenarios.
  const emitters = await loadEmitters(
    targets.filter(({ runsScenarios }) => !runsScenarios),
    isAll(options),
  );
  const artifacts = await artifactChecks(definitions, targets);
  try {
    for (const file of await emit(definitions, { routings, tests: noTests }, emitters, run))
      artifacts.visit(file);
  } catch (error) {
    return { ...result, findings: [...result.findings, ...mistakeIn(error)] };
  }
  const emitted = artifacts.finish();
  if (needsAgain(emitted, run)) return checkOnly(options, { ...run, places: true });
  return withEmitted(result, emitted, definitions, run, options);
}

/** Loads bundles with their scenarios, and checks the definitions; nothing is emitted. */
export async function loadAndCheck(options: CheckOptions, run: CheckRun) {
  const definitions = await loadAndResolve(options, { ...run, scenarios: true, keep: true });
  const { findings, routings } = await check(definitions, run, options);
  return { definitions, routings, findings: [...findings, ...(await unproven(definitions))] };
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
  const engine = isNeeded ? startParser() : undefined;
  return build({ options, chosen, cache }, { kept: cache?.kept ?? nothingKept, places: false, engine });
}

interface Build {
  readonly options: BuildOptions;
  readonly chosen: readonly BuildTarget[];
  readonly cache: BuildCache | undefined;
}

async function build(asked: Build, run: Run): Promise<BuildResult> {
  const { options, chosen, cache } = asked;
  const again = (): Promise<BuildResult> => build(asked, { ...run, kept: nothingKept, places: true });
  // While esbuild and the engine are running.
  const loading = loadEmitters(chosen, isAll(options));
  loading.catch(() => undefined);

  const checking = options.checks !== false;
  const scenarios = chosen.some(({ readsScenarios }) => readsScenarios);
  const definitions = await loadAndResolve(options, {
    ...run,
    scenarios,
    keep: checking,
    without: run.kept,
  });
  const checked = checking ? await check(definitions, run, options) : unchecked(definitions);
  const result = { ...resultOf(definitions, run, checked.findings), written: undefined, gone: new Map() };
  if (!isQuiet(checked.findings) && !run.places) return again();
  if (hasErrors(checked.findings)) return result;
  if (!isQuiet(checked.findings)) await options.checked?.(result);

  const tests = chosen.some(({ runsScenarios }) => runsScenarios)
    ? await runTests(definitions, run, options)
    : noTests;
  if (hasErrors(tests.findings)) {
    if (!run.places) return again();
    return { ...result, findings: [...result.findings, ...tests.findings] };
  }

  options.progress?.('writing');
  const artifacts = checking ? await artifactChecks(definitions, chosen) : undefined;
  let emitted: readonly Finding[] = [];
  let written: Written;
  try {
    const files = await emit(definitions, { routings: checked.routings, tests }, await loading, run);
    written = write(artifacts ? watched(files, artifacts.visit) : files, asked, result.bundles, run, {
      inputs: tests.inputs,
      accept: () => {
        emitted = artifacts?.finish() ?? [];
        return !hasErrors(emitted) && !needsAgain(emitted, run);
      },
    });
  } catch (error) {
    if (run.kept.size > 0) return again();
    return { ...result, findings: [...result.findings, ...mistakeIn(error)] };
  }
  // Findings in the outputs of some bundles are shown together with those of all others.
  if (needsAgain(emitted, run)) return again();
  const shown = await withEmitted(result, emitted, definitions, run, options);
  if (written.result && definitions.pure())
    cache?.finish({
      names: result.bundles,
      built: new Map(
        definitions.all.flatMap(({ bundle, sources }, index) => {
          const outline = checked.outlines[index];
          return outline ? [[bundle.name, { sources, outline }] as const] : [];
        }),
      ),
      until: checked.until,
      findings: keptFindings(shown, options.definitions),
    });
  return { ...shown, written: written.result, gone: written.gone };
}

interface Checked {
  readonly findings: readonly Finding[];
  /** Of the loaded bundles, in their order. */
  readonly outlines: readonly BundleOutline[];
  /** Of all bundles. */
  readonly routings: readonly SharedRouting[];
  /** The first day on which a suppression ends. */
  readonly until?: string | undefined;
}

async function check(
  { all, findings, settings, impure }: Definitions,
  { kept, engine }: CheckRun,
  { progress }: CheckOptions,
): Promise<Checked> {
  // Imported only with checks, and while esbuild is running: the grammars and checks take time to load.
  const { checkBundlesBeside, keptOutline } = await import('../check/index.js');
  const broken = { outlines: [], routings: [] };
  if (hasErrors(findings) || !engine) return { findings: [...findings, ...impure()], ...broken };
  progress?.('checking');
  const others = [...kept.values()].map(({ outline }) => outline);
  const bundles = all.map(({ resolved }) => resolved);
  try {
    const found = await checkBundlesBeside(others, bundles, await engine, settings);
    const byName = new Map(found.outlines.map((outline) => [outline.name, keptOutline(outline)]));
    const outlines = bundles.flatMap(({ name }) => byName.get(name) ?? []);
    return {
      findings: [...found.findings, ...impure()],
      outlines,
      routings: [...others, ...outlines].map(({ routing }) => routing),
      until: found.until,
    };
  } catch (error) {
    return { findings: [...mistakeIn(error), ...impure()], ...broken };
  }
}

function unchecked({ all, findings }: Definitions): Checked {
  return { findings, outlines: [], routings: all.map(({ resolved }) => sharedRouting(resolved)) };
}

/** Alerts without a scenario; `test` runs the scenarios. */
async function unproven({ all, findings, settings }: Definitions): Promise<readonly Finding[]> {
  if (hasErrors(findings)) return [];
  const { checkScenarios } = await import('../check/index.js');
  const bundles = all.map(({ resolved, scenarios }) => ({ bundle: resolved, scenarios }));
  return checkScenarios(bundles, settings);
}

async function artifactChecks({ all, settings }: Definitions, chosen: readonly BuildTarget[]) {
  const { startArtifactChecks } = await import('../check/index.js');
  const bundles = all.map(({ resolved }) => resolved);
  return startArtifactChecks(settings, { bundles, allTargets: chosen.length === targets.length });
}

/** Whether findings on files need all bundles, or definitions that know where they are. */
function needsAgain(emitted: readonly Finding[], { kept, places }: Run): boolean {
  if (isQuiet(emitted)) return false;
  return kept.size > 0 || (!places && emitted.some(({ place }) => place !== undefined));
}

const noTests: RuleTests = { files: [], inputs: new Map(), findings: [] };

/** The scenarios as tests for promtool. Imported only if needed, as proofs take time to load. */
async function runTests({ all }: Definitions, { engine }: Run, options: BuildOptions): Promise<RuleTests> {
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

/** All files of the bundles, one by one, so that they are not all in memory. */
async function emit(
  { all }: Definitions,
  { routings, tests }: { readonly routings: readonly SharedRouting[]; readonly tests: RuleTests },
  { each, common }: Emitters,
  { engine }: Run,
): Promise<Iterable<OutputFile>> {
  const parser = await engine;
  const parts = await Promise.all(
    all.map(async ({ resolved, scenarios }) => ({
      resolved,
      parts: await partsOf(
        resolved,
        scenarios,
        parser,
        tests.files.filter(({ bundle }) => bundle === resolved.name),
      ),
    })),
  );
  return (function* () {
    for (const { resolved, parts: own } of parts)
      for (const one of each) for (const file of one(resolved, own)) yield { bundle: resolved.name, ...file };
    for (const one of common) for (const file of one(routings)) yield { bundle: shared, ...file };
  })();
}

interface Written {
  /** Undefined if `accept` returned false. */
  readonly result: WriteResult | undefined;
  readonly gone: ReadonlyMap<string, number>;
}

function write(
  files: Iterable<OutputFile>,
  { options, chosen, cache }: Build,
  bundles: readonly string[],
  { kept }: Run,
  { inputs, accept }: Required<Pick<WriteOptions, 'inputs' | 'accept'>>,
): Written {
  const gone = new Map<string, number>();
  const all = isAll(options);
  const result = writeOutput(options.output, files, {
    keep: new Map([...kept].flatMap(([name, { outputs }]) => outputs.map((path) => [path, name]))),
    isStale: (bundle, path) => {
      const stale = isStale(bundle, path, { all, bundles, chosen });
      if (stale && bundle !== shared && !bundles.includes(bundle))
        gone.set(bundle, (gone.get(bundle) ?? 0) + 1);
      return stale;
    },
    overwrite: options.overwrite,
    inputs,
    accept,
    onWritten: (outputs) => cache?.outputsWritten(outputs),
  });
  return { result, gone };
}

function resultOf({ all, locate }: Definitions, { kept }: Run, findings: readonly Finding[]): CheckResult {
  const names = [...kept.keys(), ...all.map(({ bundle }) => bundle.name)];
  return { bundles: names.sort(), findings, locate };
}

/** Findings on files, with the place of the definition of each file, for which definitions are loaded again. */
async function withEmitted(
  result: CheckResult,
  emitted: readonly Finding[],
  definitions: Definitions,
  { places }: Run,
  options: CheckOptions,
): Promise<CheckResult> {
  if (isQuiet(emitted)) return { ...result, findings: [...result.findings, ...emitted] };
  const { all, locate } = places
    ? definitions
    : await loadAndResolve(options, { places: true, scenarios: false, keep: false });
  const resolved = all.map((one) => one.resolved);
  const placed = emitted.map((finding) => ({
    ...finding,
    place: finding.place ?? sourceOf(finding.path, resolved),
  }));
  return { ...result, findings: [...result.findings, ...placed], locate };
}

function* watched(files: Iterable<OutputFile>, visit: (file: OutputFile) => void): Generator<OutputFile> {
  for (const file of files) {
    visit(file);
    yield file;
  }
}

function chooseTargets(names: readonly string[] | undefined): readonly BuildTarget[] {
  if (!names) return targets;
  const known = targets.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new UsageError(`unknown target ${unknown.join(', ')}; expected some of ${known.join(', ')}`);
  return targets.filter(({ name }) => names.includes(name));
}

interface Emitters {
  readonly each: readonly Emit[];
  readonly common: readonly EmitShared[];
}

/** Emitters of the targets; those for all bundles together only if all bundles are built. */
async function loadEmitters(chosen: readonly BuildTarget[], all: boolean): Promise<Emitters> {
  const common = all ? chosen.flatMap((target) => target.loadShared?.() ?? []) : [];
  const each = Promise.all(chosen.map((target) => target.load()));
  return { each: await each, common: await Promise.all(common) };
}

function isAll({ names = [] }: CheckOptions): boolean {
  return names.length === 0;
}

interface Scope {
  readonly all: boolean;
  readonly bundles: readonly string[];
  readonly chosen: readonly BuildTarget[];
}

/** A file of an earlier build is stale if this build covers its bundle and its target but did not produce it. */
function isStale(bundle: string, path: string, { all, bundles, chosen }: Scope): boolean {
  const covered = all || bundles.includes(bundle);
  return covered && chosen.some((target) => isOf(target, path));
}
