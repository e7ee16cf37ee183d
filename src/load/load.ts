import { join, relative, resolve } from 'node:path';
import { capturePlaces, type Place } from '../catalog/index.js';
import type { Problem } from '../catalog/shape/index.js';
import type { CheckOptions, Finding } from '../check/index.js';
import type { Bundle } from '../define/index.js';
import { rememberBuiltIns } from './built-ins.js';
import { chosenBundles } from './chosen-bundles.js';
import {
  type CompiledDefinitions,
  type CompileError,
  checksExport,
  compileDefinitions,
  mapNow,
} from './compile.js';
import { type Loaders, loadBundle, loadChecks } from './exports.js';
import { findChecks, readRunbooks, readTemplates, textFiles } from './find.js';
import { impureFinding, locateErrors, settingFinding, syntaxFinding, throwFinding } from './findings.js';
import { takeUnreported } from './guard-process.js';
import { rememberPlaces } from './late-place.js';
import { watchMemory } from './out-of-memory.js';
import { type RunDefinitions, runDefinitions, UnreadableScript } from './run.js';
import { runParts } from './run-parts.js';
import { scriptName } from './script-name.js';
import { type Locate, type SourcePosition, sourceLocator } from './source-position.js';
import { limitedChecks } from './team-checks.js';
import { foldersWithoutBundle, isMistaken, noBundleFinding } from './without-bundle.js';

export interface LoadedBundle {
  readonly bundle: Bundle;
  readonly folder: string;
  /** Markdown by slug. */
  readonly runbooks: Readonly<Record<string, string>>;
  /** Templates of messages for Alertmanager, by file name without `.tmpl`. */
  readonly templates: Readonly<Record<string, string>>;
  /** Default exports of the scenario files; empty unless asked for. */
  readonly scenarios: readonly unknown[];
  /** Everything that determines the bundle: absolute paths of files and folders, which may not exist. */
  readonly sources: ReadonlySet<string>;
}

export interface LoadedDefinitions {
  readonly bundles: readonly LoadedBundle[];
  /** Why a bundle could not be loaded. */
  readonly findings: readonly Finding[];
  readonly locate: Locate;
  /** Default export of `checks.ts`: levels, the team's own checks, settings of its Prometheus. */
  readonly checkOptions: CheckOptions;
  /**
   * What the definitions have read so far that can differ in the next build: the clock, files and so on. Texts of
   * alerts can add to it when they are rendered.
   */
  impure(): readonly Finding[];
}

export interface LoadOptions {
  /** Names of the bundles to load. @default all */
  readonly names?: readonly string[];
  readonly scenarios?: boolean;
  /** Bundles to leave out, with their source files. @default none */
  readonly without?: ReadonlyMap<string, { readonly files: readonly string[] }>;
  /** Capture the place of each definition; takes a tenth of the time of a large build. @default true */
  readonly places?: boolean;
}

/**
 * Loads the bundles of a folder of definitions. Memory is watched from then on, until `unwatchMemory`: definitions hold
 * functions that are called when bundles are resolved.
 *
 * @throws UsageError if the folder or a named bundle does not exist
 */
export async function loadDefinitions(folder: string, options: LoadOptions = {}): Promise<LoadedDefinitions> {
  try {
    return await loadAll(folder, options);
  } finally {
    // However loading ends, whatever runs next in this process captures places.
    capturePlaces(true);
  }
}

async function loadAll(folder: string, options: LoadOptions): Promise<LoadedDefinitions> {
  const definitions = resolve(folder);
  const names = options.names ?? [];
  const missing = foldersWithoutBundle(definitions, names);
  const { scenarios = false, places = true, without = new Map() } = options;
  const folders = chosenBundles(definitions, folder, names, missing).filter(({ name }) => !without.has(name));
  const checks = findChecks(definitions);
  const recompile = (map: boolean) => compileDefinitions(definitions, folders, { scenarios, map, checks });
  const compiling = recompile(places);
  // While the compiler, another process, is at work.
  watchMemory((stack) => {
    const map = mapNow(definitions, folders, { scenarios, map: true, checks });
    return sourceLocator(scriptName, map, definitions)({ order: 0, stack });
  });
  const compiled = await compiling;
  if ('errors' in compiled) {
    const positions = new Map<Place, CompileError>();
    const findings = compiled.errors.map((error) => syntaxFinding(error, definitions, positions));
    const locate = locateErrors(positions, definitions);
    return { bundles: [], findings, locate, checkOptions: {}, impure: () => [] };
  }
  rememberPlaces(async (stack) => {
    const withMap = places ? compiled : await recompile(true);
    return 'errors' in withMap
      ? undefined
      : sourceLocator(scriptName, withMap.map, definitions)({ order: 0, stack });
  });
  capturePlaces(places);
  const locateStack = sourceLocator(scriptName, compiled.map, definitions);
  rememberBuiltIns();
  const run = runOrFinding(compiled, definitions);
  if ('finding' in run) {
    return {
      bundles: [],
      findings: [run.finding],
      locate: locateStack,
      checkOptions: {},
      impure: () => [],
    };
  }
  const positions = new Map<Place, SourcePosition>();
  const files = [...compiled.sources.files, ...[...without.values()].flatMap((one) => one.files)];
  const findings: Finding[] = missing.filter((one) => isMistaken(one, files)).map(noBundleFinding);
  const parts = runParts({ compiled, exported: run.exported as Loaders, definitions, positions, recompile });
  const { attempt } = parts;
  const bundles: LoadedBundle[] = [];
  for (const found of folders) {
    const runbooks = readRunbooks(found.folder, definitions);
    const templates = readTemplates(found.folder, definitions);
    await attempt(found.name, found.entry, (from) => {
      const loaded = loadBundle(found, from[found.name]);
      const entries = [found.entry, ...(scenarios ? found.scenarios : []), ...(checks ? [checks] : [])];
      const texts = textFiles(found.folder, Object.keys(runbooks), Object.keys(templates));
      const sources = new Set([
        ...compiled.sources.behind(entries),
        ...texts,
        join(definitions, 'checks.ts'),
      ]);
      bundles.push({ ...loaded, runbooks, templates, sources });
    });
  }
  let checkOptions: CheckOptions = {};
  if (checks !== undefined) {
    const { checkOptionsShape } = await import('../check/settings-shape.js');
    let problems: readonly Problem[] = [];
    await attempt(checks, checks, (from) => {
      const given = loadChecks(checks, from[checksExport]);
      problems = checkOptionsShape(given) ?? [];
      checkOptions = limitedChecks(given);
    });
    const file = join(definitions, checks);
    findings.push(...problems.map((problem) => settingFinding(problem, file, positions)));
  }
  // Lets promises and timers without a delay run.
  await new Promise((resolve) => setImmediate(resolve));
  findings.push(
    ...parts.findings,
    ...takeUnreported().map((error) => throwFinding(relative(process.cwd(), definitions), error)),
  );
  parts.takeBackChanges();
  const locate: Locate = (place) => (place && positions.get(place)) ?? locateStack(place);
  return {
    bundles: bundles.map((loaded) => ({ ...loaded, bundle: withSeverities(loaded.bundle, checkOptions) })),
    findings,
    locate,
    checkOptions,
    impure: () => [...parts.takeBackChanges(), ...run.impurities.map(impureFinding)],
  };
}

/**
 * A bundle without severities of its own has those of the team's settings: one list for checks, colours and
 * inhibitions.
 */
function withSeverities(bundle: Bundle, { severities }: CheckOptions): Bundle {
  if (bundle.options.severities || !Array.isArray(severities)) return bundle;
  return { ...bundle, options: { ...bundle.options, severities } };
}

function runOrFinding(
  compiled: CompiledDefinitions,
  definitions: string,
): RunDefinitions | { readonly finding: Finding } {
  try {
    return runDefinitions(compiled, definitions);
  } catch (error) {
    if (!(error instanceof UnreadableScript)) throw error;
    const place = { order: 0, stack: error.position };
    const path = relative(process.cwd(), definitions);
    const expected = 'a file that Node.js can read';
    return {
      finding: { check: 'definition/syntax', level: 'error', path, place, message: error.message, expected },
    };
  }
}
