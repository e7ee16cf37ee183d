import { DefinitionError } from '../catalog/index.js';
import type { Finding } from '../check/finding.js';
import type { CheckOptions as CheckSettings, ParsingEngine } from '../check/index.js';
import {
  type Dependencies,
  type Locate,
  loadDefinitions,
  mistakeFinding,
  UsageError,
} from '../load/index.js';
import { refuseFolder } from '../output/folder.js';
import { repairOutput } from '../output/settled.js';
import { type OutputFile, type WriteResult, writeOutput } from '../output/write.js';
import type { AnyScenario } from '../prove/index.js';
import { type ResolvedBundle, resolveBundle } from '../resolve/index.js';
import { rememberParses, startParser } from './engine.js';
import { isPromtoolTest } from './promtool-path.js';
import type { GoodBuild } from './record/index.js';
import { sourceOf } from './source-of.js';
import {
  type BuildTarget,
  type BundleParts,
  type Emit,
  type EmitShared,
  partsOf,
  targets,
} from './targets.js';

export interface CheckOptions {
  /** Folder with one folder per bundle. */
  readonly definitions: string;
  /** @default all bundles */
  readonly names?: readonly string[];
  readonly progress?: (text: string) => void;
  readonly settings?: CheckSettings;
}
export interface BuildOptions extends CheckOptions {
  /** Output folder. */
  readonly output: string;
  /** Names of targets. @default all */
  readonly targets?: readonly string[] | undefined;
  /** @default true */
  readonly checks?: boolean;
  /** Also replaces and removes files in the output folder that no build is known to have left there so. @default false */
  readonly overwrite?: boolean | undefined;
  /** Told of a build with all checks and nothing to show, while no other one can write to the output folder. */
  readonly remember?: ((build: GoodBuild) => void) | undefined;
}

export interface CheckResult {
  readonly bundles: readonly string[];
  readonly findings: readonly Finding[];
  readonly locate: Locate;
}
export interface BuildResult extends CheckResult {
  /** Undefined when an error kept everything from being written. */
  readonly written: WriteResult | undefined;
  /** Bundles that are no longer defined, with the number of their files that were removed. */
  readonly gone: ReadonlyMap<string, number>;
}

/** Loads and checks bundles, without writing anything. */
export async function checkDefinitions(options: CheckOptions): Promise<CheckResult> {
  const engine = startParser();
  const prepared = await prepareAndCheck(options, engine, 'checked');
  const { bundles, findings, locate, resolved, scenarios, settings } = prepared;
  if (hasErrors(findings)) return { bundles, findings, locate };
  const { startArtifactChecks } = await import('../check/index.js');
  const artifacts = startArtifactChecks(settings);
  try {
    const parts = await partsOfAll(resolved, scenarios, await engine);
    for (const file of emitAll(parts, await loadEmitters(targets, isAll(options)))) artifacts.visit(file);
  } catch (error) {
    return { bundles, findings: [...findings, ...mistakeIn(error)], locate };
  }
  const emitted = await placed(artifacts.finish(), options);
  return { bundles, findings: [...findings, ...emitted.findings], locate: emitted.locate ?? locate };
}

/**
 * Loads, checks and emits bundles, then writes all of their files or, when there is an error, none.
 *
 * @throws UsageError for a folder, bundle or target that does not exist; OutputError for an output folder that
 *   cannot be written; OutputBusyError when another build writes to it
 */
export async function buildBundles(options: BuildOptions): Promise<BuildResult> {
  const chosen = chooseTargets(options.targets);
  refuseFolder(options.output, options.definitions);
  // Whatever becomes of this build, the one before must not be left half done.
  repairOutput(options.output, options.overwrite);
  // Started first: it compiles on other threads while the definitions are bundled.
  const checking = options.checks !== false;
  const engine = checking || chosen.some((target) => target.readsTemplates) ? startParser() : undefined;
  const scenarios = chosen.some(({ name }) => name === 'docs') ? 'loaded' : 'left';
  const preparing = prepareAndCheck(options, checking ? engine : undefined, scenarios);
  // While esbuild and the engine are at work.
  const all = isAll(options);
  const loading = loadEmitters(chosen, all);
  loading.catch(() => undefined);
  const { bundles, findings, locate, resolved, settings, dependencies, ...prepared } = await preparing;
  if (hasErrors(findings)) return { bundles, findings, locate, written: undefined, gone: new Map() };
  options.progress?.('writing');
  const parts = await partsOfAll(resolved, prepared.scenarios, await engine);
  const emitters = await loading;
  const files = emitAll(parts, emitters);
  const artifacts = checking && (await import('../check/index.js')).startArtifactChecks(settings);
  let emitted: readonly Finding[] = [];
  const gone = new Map<string, number>();
  const write = (): WriteResult | undefined =>
    writeOutput(options.output, artifacts ? watched(files, artifacts.visit) : files, {
      isStale: (bundle, path) => {
        const stale = isStale(bundle, path, { all, bundles, chosen });
        if (stale && bundle !== allBundles && !bundles.includes(bundle))
          gone.set(bundle, (gone.get(bundle) ?? 0) + 1);
        return stale;
      },
      overwrite: options.overwrite,
      accept: () => {
        if (artifacts) emitted = artifacts.finish();
        return !hasErrors(emitted);
      },
      settled: (outcome) => {
        if (artifacts && isQuiet(findings) && isQuiet(emitted))
          options.remember?.({ ...outcome, bundles, dependencies });
      },
    });
  let written: WriteResult | undefined;
  try {
    written = write();
  } catch (error) {
    return { bundles, findings: [...findings, ...mistakeIn(error)], locate, written, gone };
  }
  const told = await placed(emitted, options);
  return { bundles, findings: [...findings, ...told.findings], locate: told.locate ?? locate, written, gone };
}

/** A mistake that shows only when definitions are resolved or written. Anything else is thrown on. */
function mistakeIn(error: unknown): readonly Finding[] {
  if (error instanceof DefinitionError) return [mistakeFinding('definitions', error)];
  throw error;
}

/** Findings on files, with the place of what the files were made from: definitions are loaded again for it. */
async function placed(
  findings: readonly Finding[],
  options: CheckOptions,
): Promise<{ readonly findings: readonly Finding[]; readonly locate?: Locate }> {
  if (isQuiet(findings)) return { findings };
  const { resolved, locate } = await prepare(options, { places: true, keep: false, scenarios: false });
  return {
    findings: findings.map((finding) => ({
      ...finding,
      place: finding.place ?? sourceOf(finding.path, resolved),
    })),
    locate,
  };
}

interface Prepared extends CheckResult {
  /** Those of the team's `checks.ts`, overridden by the caller's. */
  readonly settings: CheckSettings;
  readonly resolved: readonly ResolvedBundle[];
  /** The pages on alerts name the scenarios that prove them. */
  readonly scenarios: ReadonlyMap<ResolvedBundle, readonly AnyScenario[]>;
  readonly dependencies: Dependencies;
}

/**
 * Loads and checks without remembering where definitions stand, which most builds never need. When there is
 * something to show, does it again with places; the engine's answers are kept.
 */
async function prepareAndCheck(
  options: CheckOptions,
  starting: Promise<ParsingEngine> | undefined,
  scenarios: ScenarioUse,
): Promise<Prepared> {
  const keep = starting !== undefined;
  // Without checks the grammars and the forty checks need not even be read; with them, while esbuild is at work.
  const checks = starting && import('../check/index.js');
  const first = await prepare(options, { places: false, keep, scenarios: scenarios !== 'left' });
  const engine = starting && first.findings.length === 0 ? rememberParses(await starting) : undefined;
  options.progress?.('checking');
  const check = async (prepared: Prepared): Promise<Prepared> => {
    if (!engine || !checks || hasErrors(prepared.findings)) return prepared;
    const { checkBundles, checkScenarios } = await checks;
    const findings = await checkBundles(prepared.resolved, engine, prepared.settings).catch(mistakeIn);
    const told = scenarios === 'checked' ? [...prepared.scenarios] : [];
    const unproven = told.flatMap(([bundle, stories]) => checkScenarios(bundle, stories, prepared.settings));
    return { ...prepared, findings: [...prepared.findings, ...findings, ...unproven] };
  };
  const checked = await check(first);
  if (isQuiet(checked.findings)) return checked;
  return check(await prepare(options, { places: true, keep, scenarios: scenarios !== 'left' }));
}

/** Whether a command loads scenarios, and checks that every alert has one; running them is `test`. */
type ScenarioUse = 'left' | 'loaded' | 'checked';

interface Preparation {
  /** Remember where definitions stand. */
  readonly places: boolean;
  /** Keep panels in memory between checks and emitters. */
  readonly keep: boolean;
  /** Load scenarios too. */
  readonly scenarios: boolean;
}

async function prepare(options: CheckOptions, { places, keep, scenarios }: Preparation): Promise<Prepared> {
  options.progress?.('loading definitions');
  const { bundles, findings, locate, checkOptions, dependencies } = await loadDefinitions(
    options.definitions,
    {
      names: options.names ?? [],
      places,
      scenarios,
    },
  );
  const told = new Map(
    bundles.map(({ bundle, runbooks, scenarios }) => [
      resolveBundle(bundle, runbooks, { keep }),
      scenarios as readonly AnyScenario[],
    ]),
  );
  const resolved = [...told.keys()];
  const settings = { ...checkOptions, ...options.settings };
  const names = resolved.map(({ name }) => name);
  return { bundles: names, resolved, scenarios: told, findings, locate, settings, dependencies };
}

function* watched(files: Iterable<OutputFile>, visit: (file: OutputFile) => void): Generator<OutputFile> {
  for (const file of files) {
    visit(file);
    yield file;
  }
}

function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ level }) => level === 'error');
}

/** Whether there is nothing to show. */
function isQuiet(findings: readonly Finding[]): boolean {
  return findings.every(({ level }) => level === 'info');
}

function chooseTargets(names: readonly string[] | undefined): readonly BuildTarget[] {
  if (!names) return targets;
  const known = targets.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new UsageError(`no target ${unknown.join(', ')}; there is ${known.join(', ')}`);
  return targets.filter(({ name }) => names.includes(name));
}

async function partsOfAll(
  bundles: readonly ResolvedBundle[],
  scenarios: Prepared['scenarios'],
  engine: ParsingEngine | undefined,
): Promise<ReadonlyMap<ResolvedBundle, BundleParts>> {
  const parts = new Map<ResolvedBundle, BundleParts>();
  for (const bundle of bundles) parts.set(bundle, await partsOf(bundle, scenarios.get(bundle) ?? [], engine));
  return parts;
}

interface Emitters {
  readonly each: readonly Emit[];
  readonly shared: readonly EmitShared[];
}

/** Emitters of the targets; those of what all bundles share only where all of them are built. */
async function loadEmitters(chosen: readonly BuildTarget[], all: boolean): Promise<Emitters> {
  const shared = all ? chosen.flatMap((target) => target.loadShared?.() ?? []) : [];
  const each = Promise.all(chosen.map((target) => target.load()));
  return { each: await each, shared: await Promise.all(shared) };
}

function isAll({ names = [] }: CheckOptions): boolean {
  return names.length === 0;
}

/** Stands for the bundle of files that all bundles share: no bundle can be called so. */
const allBundles = '*';

function* emitAll(
  bundles: ReadonlyMap<ResolvedBundle, BundleParts>,
  { each, shared }: Emitters,
): Generator<OutputFile> {
  for (const [bundle, parts] of bundles) {
    for (const emit of each) {
      for (const { path, content } of emit(bundle, parts)) yield { bundle: bundle.name, path, content };
    }
  }
  for (const emit of shared) {
    for (const { path, content } of emit([...bundles.keys()])) yield { bundle: allBundles, path, content };
  }
}

interface Scope {
  readonly all: boolean;
  readonly bundles: readonly string[];
  readonly chosen: readonly BuildTarget[];
}

/** A file of a former build is stale when this build covers its bundle and its target, and did not give it. */
function isStale(bundle: string, path: string, { all, bundles, chosen }: Scope): boolean {
  const covered = all || bundles.includes(bundle);
  // What promtool tests is written by `test --export`, and goes with its bundle.
  if (isPromtoolTest(path)) return all && !bundles.includes(bundle);
  return covered && chosen.some(({ name }) => path.startsWith(`${name}/`));
}
