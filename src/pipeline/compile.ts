import type { ArtifactChecks, Finding, Suppressed } from '../check/index.js';
import { checkTypes, UsageError } from '../load/index.js';
import { repairOutput } from '../output/consistent-read.js';
import { refuseFilesOfOthers, refuseFolder } from '../output/folder.js';
import { type OutputFile, type WriteOptions, type WriteResult, writeOutput } from '../output/write.js';
import type { SharedRouting } from '../resolve/index.js';
import type { BundleResult, Definition } from './bundle-result.js';
import { type BuildCache, shared } from './cache/index.js';
import {
  type CheckedDefinitions,
  type CheckRun,
  checkByBundle,
  fullRun,
  silentOf,
} from './check-by-bundle.js';
import { type BuildEngine, startParser } from './engine.js';
import { keepBundles, unchangedBundles } from './known-bundles.js';
import { hasErrors, isQuiet, loadAndResolve, mistakeIn } from './load.js';
import type { BuildOptions, BuildResult, CheckOnlyOptions, CheckOptions, CheckResult } from './options.js';
import { refusedRoutings } from './refused-routing.js';
import type { RuleTests } from './rule-tests.js';
import { keptFindings } from './shown-again.js';
import { sourceOf } from './source-of.js';
import { type BuildTarget, type Emit, type EmitShared, isOf, partsOf, targets } from './targets.js';

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
    for (const file of await emit(
      files.missing,
      { routings: checked.routings, tests: noTests },
      emitters,
      run,
    ))
      files.visit(file);
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

interface Build {
  readonly options: BuildOptions;
  readonly chosen: readonly BuildTarget[];
  readonly cache: BuildCache | undefined;
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
    const made = await emit(toWrite, { routings: checked.routings, tests }, await loading, run);
    written = write(files ? watched(made, files.visit) : made, asked, result.bundles, left, {
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

function definitionsOf(results: readonly BundleResult[]): Definition[] {
  return results.flatMap(({ definition }) => definition ?? []);
}

interface FileChecks {
  /** Bundles whose files have not been checked. */
  readonly missing: readonly BundleResult[];
  visit(file: OutputFile): void;
  /** Findings on the files of all bundles; what was found in each is kept with its result. */
  finish(): Finding[];
}

interface FileOptions {
  readonly chosen: readonly BuildTarget[];
  /** Bundles whose files are made. @default those whose files have not been checked */
  readonly toWrite?: readonly BundleResult[];
}

/** Checks of the files of each bundle by itself. */
async function fileChecks(
  { results, settings }: CheckedDefinitions,
  { chosen, toWrite }: FileOptions,
): Promise<FileChecks> {
  const { allTogether, startArtifactChecks } = await import('../check/index.js');
  const missing = toWrite ?? results.filter(({ files }) => !files);
  const refused = await refusedRoutings(definitionsOf(missing).map(({ resolved }) => resolved));
  const allTargets = chosen.length === targets.length;
  const running = new Map<string, ArtifactChecks>([[shared, startArtifactChecks(settings)]]);
  for (const { name, definition, checked } of missing) {
    const suppressions = (allTargets && checked?.suppressions) || [];
    running.set(name, startArtifactChecks(settings, { bundle: definition?.resolved, suppressions }));
  }
  return {
    missing,
    visit: (file) => running.get(file.bundle)?.visit(file),
    finish() {
      for (const result of missing) {
        const { findings = [], uses = [] } = running.get(result.name)?.finish() ?? {};
        const all = [...(refused.get(result.name) ?? []), ...findings];
        result.files = {
          findings: result.places ? placed(all, definitionsOf([result])) : all,
          uses,
        };
      }
      const common: Suppressed[] = [running.get(shared)?.finish() ?? { findings: [], uses: [] }];
      return allTogether([...results.flatMap(({ files }) => files ?? []), ...common], settings);
    },
  };
}

/** Findings on files, each with the place of the definition of the file. */
function placed(findings: readonly Finding[], all: readonly Definition[]): Finding[] {
  const bundles = all.map(({ resolved }) => resolved);
  return findings.map((finding) => ({ ...finding, place: finding.place ?? sourceOf(finding.path, bundles) }));
}

/** Whether findings on files need all bundles, or definitions that know where they are. */
function needsAgain(emitted: readonly Finding[], checked: CheckedDefinitions, { kept }: Run): boolean {
  if (isQuiet(emitted)) return false;
  return kept.size > 0 || (!havePlaces(checked) && emitted.some(({ place }) => place !== undefined));
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

/** All files of the bundles, one by one, so that they are not all in memory. */
async function emit(
  results: readonly BundleResult[],
  { routings, tests }: { readonly routings: readonly SharedRouting[]; readonly tests: RuleTests },
  { each, common }: Emitters,
  { engine }: Run,
): Promise<Iterable<OutputFile>> {
  const parser = await engine;
  const parts = await Promise.all(
    definitionsOf(results).map(async ({ resolved, scenarios }) => ({
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
    // Nothing refers to the objects of a bundle any more when its last file is made.
    for (let next = parts.shift(); next; next = parts.shift()) {
      const { resolved, parts: own } = next;
      for (const one of each) for (const file of one(resolved, own)) yield { bundle: resolved.name, ...file };
    }
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
  left: readonly string[],
  { inputs, accept }: Required<Pick<WriteOptions, 'inputs' | 'accept'>>,
): Written {
  const gone = new Map<string, number>();
  const all = isAll(options);
  const result = writeOutput(options.output, files, {
    keep: new Map(left.flatMap((name) => (cache?.outputs(name) ?? []).map((path) => [path, name] as const))),
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
    throw new UsageError(`unknown target ${unknown.join(', ')}; expected one or more of ${known.join(', ')}`);
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
