import { join, relative, resolve } from 'node:path';
import { capturePlaces, type Place } from '../catalog/index.js';
import type { Problem } from '../catalog/shape/index.js';
import type { CheckOptions, Finding } from '../check/index.js';
import type { Bundle } from '../define/index.js';
import { rememberBuiltIns } from './built-ins.js';
import { chosenBundles } from './chosen-bundles.js';
import {
  type Compiled,
  type CompiledDefinitions,
  type CompileError,
  checksExport,
  compileDefinitions,
  mapNow,
  type Part,
} from './compile.js';
import { type Loaders, loadBundle, loadChecks } from './exports.js';
import { findChecks, readRunbooks, readTemplates, textFiles } from './find.js';
import { impureFinding, locateErrors, settingFinding, syntaxFinding, throwFinding } from './findings.js';
import { takeUnreported } from './guard-process.js';
import { rememberPlaces } from './late-place.js';
import { watchMemory } from './out-of-memory.js';
import { type RunDefinitions, runDefinitions, UnreadableScript } from './run.js';
import { type RunningPart, runPart, takeBackChanges } from './run-part.js';
import { partOf, scriptName, scriptOf } from './script-name.js';
import { sharedOnce } from './shared-once.js';
import { type Locate, type SourcePosition, sourceLocator } from './source-position.js';
import { limitedChecks } from './team-checks.js';
import { unreadBesideBundles, unreadOfBundle } from './unread/unread.js';
import { foldersWithoutBundle, isMistaken, noBundleFinding } from './without-bundle.js';

export interface LoadedBundle {
  readonly bundle: Bundle;
  readonly folder: string;
  /** Markdown by slug. */
  readonly runbooks: Readonly<Record<string, string>>;
  /** Notification templates, by file name without `.tmpl`. */
  readonly templates: Readonly<Record<string, string>>;
  /** Default exports of the scenario files; empty unless asked for. */
  readonly scenarios: readonly unknown[];
  /** Everything that determines the bundle: absolute paths of files and folders, which may not exist. */
  readonly sources: ReadonlySet<string>;
  /** The modules among them, which were there: absolute paths of files. */
  readonly read: readonly string[];
}

/** What has come of the folder of a bundle. */
export interface LoadedPart {
  /** Name of the folder. */
  readonly name: string;
  /** Undefined where it could not be loaded. */
  readonly loaded: LoadedBundle | undefined;
  readonly findings: readonly Finding[];
  readonly locate: Locate;
  /**
   * What the bundle has read so far that can differ in the next build: the clock, files and so on. Texts of alerts can
   * add to it when they are rendered.
   */
  impure(): readonly Finding[];
}

export interface LoadedDefinitions {
  readonly bundles: readonly LoadedBundle[];
  /** Why a bundle could not be loaded, and what is wrong with the folder and with `checks.ts`. */
  readonly findings: readonly Finding[];
  readonly locate: Locate;
  /** Default export of `checks.ts`: levels, the team's own checks, settings of its Prometheus. */
  readonly checkOptions: CheckOptions;
  /** Whether `checks.ts` has errors, so that nothing can be checked with it. */
  readonly brokenChecks: boolean;
  /** The same by bundle, in the order of their names. */
  readonly parts: readonly LoadedPart[];
  /** What is of no bundle: the folder as a whole, and `checks.ts`. */
  readonly common: Pick<LoadedPart, 'findings' | 'impure' | 'locate'>;
  /** `LoadedPart.impure` of all bundles and of `checks.ts`. */
  impure(): readonly Finding[];
}

export interface LoadOptions {
  /** Names of the bundles to load. @default all */
  readonly names?: readonly string[];
  readonly scenarios?: boolean;
  /** Bundles to leave out, with their source files. @default none */
  readonly without?: ReadonlyMap<string, { readonly files: Iterable<string> }>;
  /** Capture the place of each definition; takes a tenth of the time of a large build. @default true */
  readonly places?: boolean;
}

/**
 * Loads the bundles of a folder of definitions, each by itself: what two of them import runs for each of them. Memory is
 * watched from then on, until `unwatchMemory`: definitions hold functions that are called when bundles are resolved.
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
  const parts: Part[] = folders.map((bundle) => ({ name: bundle.name, bundle }));
  if (checks !== undefined) parts.push({ name: checks, checks });
  const compiling = compileDefinitions(definitions, parts, { scenarios, map: places });
  const byName = new Map(parts.map((part) => [part.name, part]));
  // While the compiler, another process, is at work.
  watchMemory((stack) => {
    const part = byName.get(partOf(stack) ?? '');
    const map = part && mapNow(definitions, part, { scenarios, map: true });
    return part && sourceLocator(scriptOf(part.name), map, definitions)({ order: 0, stack });
  });
  const compiled = new Map<string, Compiled>();
  for (const [index, one] of (await compiling).entries()) compiled.set(parts[index]?.name ?? '', one);
  const recompile = async ({ name }: Part): Promise<Compiled | undefined> => {
    const known = compiled.get(name);
    if (!known || 'errors' in known || known.map !== undefined) return known;
    const part = byName.get(name);
    return part && (await compileDefinitions(definitions, [part], { scenarios, map: true }))[0];
  };
  rememberPlaces(async (stack) => {
    const part = byName.get(partOf(stack) ?? '');
    const withMap = part && (await recompile(part));
    if (!withMap || 'errors' in withMap) return undefined;
    return sourceLocator(withMap.script, withMap.map, definitions)({ order: 0, stack });
  });
  capturePlaces(places);
  rememberBuiltIns();
  const running: RunningPart[] = [];
  const load = (part: Part, read: (from: Loaders) => void): Promise<Omit<LoadedPart, 'loaded'>> =>
    loadPart(part, read, { definitions, compiled: compiled.get(part.name), running, recompile });

  let checkOptions: CheckOptions = {};
  const common: Finding[] = [];
  const settings = checks === undefined ? undefined : await loadSettings(checks);
  async function loadSettings(file: string) {
    const { checkOptionsShape } = await import('../check/settings-shape.js');
    let problems: readonly Problem[] = [];
    const part = await load({ name: file, checks: file }, (from) => {
      const given = loadChecks(file, from[checksExport]);
      problems = checkOptionsShape(given) ?? [];
      checkOptions = limitedChecks(given);
    });
    const positions = new Map<Place, SourcePosition>();
    common.push(
      ...problems.map((problem) => settingFinding(problem, join(definitions, file), positions)),
      ...part.findings,
    );
    const locate: Locate = (place) => (place && positions.get(place)) ?? part.locate(place);
    return { ...part, locate };
  }

  // Everything that is compiled: a bundle may import files of another.
  const read = new Set([
    ...[...compiled.values()].flatMap(filesOf),
    ...[...without.values()].flatMap((one) => [...one.files]),
  ]);
  const isUnreadable = [...compiled.values()].some((one) => 'errors' in one);
  // Without the scenarios, or with files that do not compile, it is not known what is read.
  const isRead = scenarios && !isUnreadable;
  const unreadOptions = { definitions, read, level: checkOptions.levels?.['definition/unread'] };

  const loadedParts: LoadedPart[] = [];
  for (const found of folders) {
    const runbooks = readRunbooks(found.folder, definitions);
    const templates = readTemplates(found.folder, definitions);
    const texts = { runbooks: Object.keys(runbooks), templates: Object.keys(templates) };
    const unread = isRead ? unreadOfBundle(found, texts, unreadOptions) : undefined;
    let loaded: LoadedBundle | undefined;
    const part = await load({ name: found.name, bundle: found }, (from) => {
      const bundle = loadBundle(found, from[found.name]);
      const entries = [found.entry, ...(scenarios ? found.scenarios : [])];
      const sources = new Set([
        ...behind(compiled.get(found.name), entries),
        ...behind(
          checks === undefined ? undefined : compiled.get(checks),
          checks === undefined ? [] : [checks],
        ),
        ...textFiles(found.folder, texts.runbooks, texts.templates),
        join(definitions, 'checks.ts'),
        ...(scenarios ? [join(found.folder, 'scenarios')] : []),
      ]);
      for (const path of unread?.looked ?? []) sources.add(path);
      loaded = { ...bundle, runbooks, templates, sources, read: filesOf(compiled.get(found.name)) };
    });
    loadedParts.push({
      ...part,
      findings: [...part.findings, ...(unread?.findings ?? [])],
      loaded: loaded && { ...loaded, bundle: withSeverities(loaded.bundle, checkOptions) },
    });
  }

  const brokenChecks = common.length > 0;
  common.unshift(
    ...missing
      // A library of definitions that do not compile would be taken for a bundle.
      .filter((one) => (isUnreadable ? one.certain : isMistaken(one, [...read])))
      .map(noBundleFinding),
    ...(isRead && names.length === 0
      ? unreadBesideBundles(
          folders.map(({ name }) => name),
          unreadOptions,
        ).findings
      : []),
  );
  const all = [...loadedParts, ...(settings ? [settings] : [])];
  // A file as a whole is found without any part.
  const inFile = { name: '', locate: sourceLocator(scriptName, undefined, definitions) };
  const locate = locateIn([...all, inFile]);
  return {
    bundles: loadedParts.flatMap(({ loaded }) => loaded ?? []),
    findings: sharedOnce([...common, ...loadedParts.flatMap(({ findings }) => findings)], locate),
    locate,
    checkOptions,
    brokenChecks,
    parts: loadedParts,
    common: {
      findings: common,
      impure: () => settings?.impure() ?? [],
      locate: locateIn(settings ? [settings, inFile] : [inFile]),
    },
    impure: () => all.flatMap((part) => part.impure()),
  };
}

interface PartOptions {
  readonly definitions: string;
  readonly compiled: Compiled | undefined;
  /** The parts that run already; this one is added. */
  readonly running: RunningPart[];
  readonly recompile: (part: Part) => Promise<Compiled | undefined>;
}

/** Runs a part. One that does not compile has findings only. */
async function loadPart(
  part: Part,
  read: (from: Loaders) => void,
  { definitions, compiled, running, recompile }: PartOptions,
): Promise<Omit<LoadedPart, 'loaded'>> {
  const { name } = part;
  const withoutRun = { name, impure: () => [] };
  if (!compiled || 'errors' in compiled) {
    const positions = new Map<Place, CompileError>();
    const findings = (compiled?.errors ?? []).map((error) => syntaxFinding(error, definitions, positions));
    return { ...withoutRun, findings, locate: locateErrors(positions, definitions) };
  }
  const locateStack = sourceLocator(compiled.script, compiled.map, definitions);
  const run = runOrFinding(compiled, definitions);
  if ('finding' in run) return { ...withoutRun, findings: [run.finding], locate: locateStack };
  const positions = new Map<Place, SourcePosition>();
  const file = part.bundle?.entry ?? name;
  const exported = run.exported as Loaders;
  const own: RunningPart = { name, file, compiled, exported, positions, changes: [] };
  running.push(own);
  const findings = await runPart(own, read, { definitions, recompile: () => recompile(part) });
  // Lets promises and timers without a delay run.
  await new Promise((done) => setImmediate(done));
  const late = takeUnreported().map((error) => throwFinding(relative(process.cwd(), definitions), error));
  takeBackChanges([own]);
  return {
    name,
    findings: [...findings, ...late],
    locate: (place) => (place && positions.get(place)) ?? locateStack(place),
    impure: () => {
      takeBackChanges(running);
      return [...own.changes, ...run.impurities.map(impureFinding)];
    },
  };
}

function filesOf(compiled: Compiled | undefined): readonly string[] {
  return compiled && !('errors' in compiled) ? compiled.sources.files : [];
}

function behind(compiled: Compiled | undefined, entries: readonly string[]): Iterable<string> {
  return compiled && !('errors' in compiled) ? compiled.sources.behind(entries) : [];
}

/** Finds places of several parts: a stack says itself of which it is. */
export function locateIn(parts: readonly { readonly name: string; readonly locate: Locate }[]): Locate {
  const byName = new Map(parts.map((part) => [part.name, part]));
  return (place) => {
    const name = partOf(place?.stack);
    const named = name === undefined ? undefined : byName.get(name);
    if (named) return named.locate(place);
    for (const { locate } of parts) {
      const position = locate(place);
      if (position) return position;
    }
    return undefined;
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
