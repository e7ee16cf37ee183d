import { existsSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { capturePlaces, DefinitionError, type Place } from '../catalog/index.js';
import { collectMistakes } from '../catalog/mistakes.js';
import type { Problem } from '../catalog/shape/index.js';
import type { CheckOptions, Finding } from '../check/index.js';
import type { Bundle } from '../define/index.js';
import { Mistake } from '../errors/mistake.js';
import { type BuiltInChange, rememberBuiltIns, takeBackBuiltIns } from './built-ins.js';
import {
  type CompiledDefinitions,
  type CompileError,
  checksExport,
  compileDefinitions,
  mapNow,
} from './compile.js';
import {
  type BundleFolder,
  findBundles,
  findChecks,
  readRunbooks,
  readTemplates,
  textFiles,
} from './find.js';
import { ChangesProcessError, EndsProcessError, takeUnreported } from './guard-process.js';
import { rememberPlaces } from './late-place.js';
import { inTurn, TooLongError, withLimitOfAll } from './limit.js';
import { watchMemory } from './out-of-memory.js';
import { type Impurity, type RunDefinitions, runDefinitions, UnreadableScript } from './run.js';
import { scriptName } from './script-name.js';
import { type Locate, type SourcePosition, sourceLocator } from './source-position.js';
import { limitedChecks } from './team-checks.js';
import { isInstance, thrownBy } from './thrown.js';
import {
  type FolderWithoutBundle,
  foldersWithoutBundle,
  isMistaken,
  noBundleFinding,
} from './without-bundle.js';

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

/** Invalid usage; exit code 2. */
export class UsageError extends Mistake {}

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
  const folders = chosen(definitions, folder, names, missing).filter(({ name }) => !without.has(name));
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
  const changes: Finding[] = [];
  const takeBack = () => {
    for (const change of takeBackBuiltIns()) changes.push(changeOf(change, compiled.code));
  };
  /** Runs a part of the definitions; an error is a finding. */
  const attempt = async (name: string, file: string, part: (from: Loaders) => void): Promise<void> => {
    const key = `${name}\0${compiled.code}`;
    const known = endless.get(key);
    const thrown: unknown[] = known ? [known.error] : [];
    const mistakes = known
      ? []
      : await inTurn(() =>
          collectMistakes(() => {
            try {
              withLimitOfAll(() => part(run.exported as Loaders));
            } catch (error) {
              thrown.push(error);
            } finally {
              takeBack();
            }
          }),
        );
    findings.push(...mistakes.map((mistake) => mistakeFinding(name, mistake)));
    // Mistakes that a definition catches itself are reported too.
    const all = [...thrown, ...takeUnreported().filter((error) => !thrown.includes(error))];
    for (const error of all) {
      const finding = throwFinding(name, error, file);
      findings.push(finding);
      // What waits for a program says itself where it was called.
      if (!isInstance(error, TooLongError) || error.program !== undefined) continue;
      const find = async (): Promise<SourcePosition | undefined> => {
        const withMap = compiled.map === undefined ? await recompile(true) : compiled;
        const { whereItRuns } = await import('./where-it-runs.js');
        if ('errors' in withMap) return undefined;
        const runs = (again: object) => part(again as Loaders);
        return inTurn(() => whereItRuns(withMap, definitions, runs, error.limit));
      };
      const { position } = known ?? { position: await find() };
      endless.set(key, { error, position });
      if (finding.place && position) positions.set(finding.place, position);
    }
  };
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
    ...takeUnreported().map((error) => throwFinding(relative(process.cwd(), definitions), error)),
  );
  takeBack();
  const locate: Locate = (place) => (place && positions.get(place)) ?? locateStack(place);
  return {
    bundles: bundles.map((loaded) => ({ ...loaded, bundle: withSeverities(loaded.bundle, checkOptions) })),
    findings,
    locate,
    checkOptions,
    impure: () => {
      takeBack();
      return [...changes, ...run.impurities.map(impureFinding)];
    },
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

type Loaders = Readonly<Record<string, BundleExports & ChecksExport>>;

/** Parts of definitions that exceeded the time limit: loading them again does not wait again. */
const endless = new Map<
  string,
  { readonly error: TooLongError; readonly position: SourcePosition | undefined }
>();

interface BundleExports {
  bundle(): { default?: unknown };
  scenarios: (() => Readonly<Record<string, unknown>>)[];
}

function chosen(
  definitions: string,
  given: string,
  names: readonly string[],
  withoutBundle: readonly FolderWithoutBundle[],
): BundleFolder[] {
  if (!existsSync(definitions)) throw new UsageError(`no folder of definitions at ${given}`);
  const found = findBundles(definitions);
  if (withoutBundle.some(({ certain }) => certain))
    return names.length === 0 ? found : found.filter(({ name }) => names.includes(name));
  if (found.length === 0) throw new UsageError(`no bundle in ${given}: expected a folder with a bundle.ts`);
  const known = new Map(found.map((bundle) => [bundle.name, bundle]));
  const missing = names.filter((name) => !known.has(name));
  if (missing.length > 0) {
    throw new UsageError(
      `no bundle ${missing.join(', ')} in ${given}; there is ${[...known.keys()].join(', ')}`,
    );
  }
  return names.length === 0 ? found : found.filter(({ name }) => names.includes(name));
}

/** The export of `checks.ts` is a function here. */
type ChecksExport = () => { default?: unknown };

function loadChecks(file: string, load: ChecksExport | undefined): CheckOptions {
  const options = load?.().default;
  if (typeof options !== 'object' || options === null) {
    throw new DefinitionError(
      `${file} must export the settings of checks as its default: export default { … }`,
    );
  }
  return options;
}

function loadBundle(
  { name, folder, entry, scenarios: files }: BundleFolder,
  exported: BundleExports | undefined,
): Omit<LoadedBundle, 'runbooks' | 'templates' | 'sources'> {
  const bundle = exported?.bundle().default;
  if (!isBundle(bundle)) {
    throw new DefinitionError(`${entry} must export a bundle as its default: export default bundle({ … })`);
  }
  if (bundle.name !== name) {
    throw new DefinitionError(
      `the bundle is named "${bundle.name}" but its folder "${name}": they must be the same`,
      bundle.place,
    );
  }
  const scenarios = (exported?.scenarios ?? []).flatMap((load, index) => {
    const found = scenariosOf(load());
    if (found.length > 0) return found;
    const file = files[index] ?? name;
    throw new DefinitionError(
      `${file} exports no scenario, so nothing in it is run`,
      { order: 0, file },
      {
        expected: "export default scenario('…', …), or a list of them",
      },
    );
  });
  return { bundle, folder, scenarios };
}

/** Every scenario that a file exports, alone or in a list; other exports are ignored. */
function scenariosOf(exported: Readonly<Record<string, unknown>>): unknown[] {
  return Object.values(exported)
    .flat()
    .filter(
      (value) => typeof value === 'object' && value !== null && 'type' in value && value.type === 'scenario',
    );
}

function isBundle(value: unknown): value is Bundle {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'bundle';
}

function syntaxFinding(
  error: CompileError,
  definitions: string,
  positions: Map<Place, CompileError>,
): Finding {
  const place: Place = { order: 0 };
  positions.set(place, error);
  const path = error.file === undefined ? relative(process.cwd(), definitions) : error.file;
  const { message, suggestion } = error;
  return { check: 'definition/syntax', level: 'error', path, place, message, suggestion };
}

function locateErrors(positions: ReadonlyMap<Place, CompileError>, definitions: string): Locate {
  return (place) => {
    const error = place && positions.get(place);
    if (error?.file === undefined || error.line === undefined) return undefined;
    const file = relative(process.cwd(), resolve(definitions, error.file));
    return { file, line: error.line, column: error.column ?? 1 };
  };
}

/**
 * An error thrown by a definition, as a finding.
 *
 * @param file its file relative to the definitions, if known, in case the error has no position
 */
export function throwFinding(path: string, error: unknown, file?: string): Finding {
  if (isInstance(error, DefinitionError)) return mistakeFinding(path, error, file);
  const { text, stack } = thrownBy(error);
  const message = `the definition throws ${text}`;
  const place = placeIn(stack, file);
  return { check: 'definition/throws', level: 'error', path, place, message, expected: cause(text) };
}

function placeIn(stack: string | undefined, file: string | undefined): Place {
  return stack?.includes(`${scriptName}:`) ? { order: 0, stack } : { order: 0, file };
}

/** The usual cause of an error of the language itself. */
function cause(thrown: string): string {
  return /undefined|null|not a function|not iterable|not defined/.test(thrown)
    ? 'an existing value; undefined usually comes from a misspelt name, or from modules that import each other'
    : 'definitions that run without an error';
}

function hasName(line: string, name: string): boolean {
  const at = line.indexOf(name);
  return at >= 0 && !/[\w$]/.test(line.charAt(at + name.length)) && !/[\w$]/.test(line.charAt(at - 1));
}

/** A built-in object is changed; where that was not seen, its name and that of the property are found in the script. */
function changeOf({ of, key, stack }: BuiltInChange, code: string): Finding {
  const changed = key === undefined ? of : `${of}.${key}`;
  return {
    check: 'definition/impure',
    level: 'error',
    path: 'definitions',
    place: {
      order: 0,
      stack: stack ?? lineWith([changed, `${of}[${JSON.stringify(key)}]`, key ?? of, of], code),
    },
    message: `a definition changes ${changed}, which is the same object in all bundles and in dashwright itself`,
    expected: 'a function of your own: built-in objects are left as they are',
  };
}

/** The first line of the script that has one of these names, as a stack. */
function lineWith(names: readonly string[], code: string): string {
  const lines = code.split('\n');
  const index = names.map((name) => lines.findIndex((line) => hasName(line, name))).find((at) => at >= 0);
  const column = Math.max((lines[index ?? 0] ?? '').search(/\S/), 0) + 1;
  return index === undefined ? '' : `${scriptName}:${index + 1}:${column}`;
}

function impureFinding({ what, place }: Impurity): Finding {
  return {
    check: 'definition/impure',
    level: 'error',
    path: 'definitions',
    place,
    message: `a definition uses ${what}: the same definitions could have different outputs in the next build`,
    expected:
      'a value written in the definitions; differences between clusters belong into environments({ … })',
  };
}

/** The settings are plain data without a constructor: the position is found by the name in the text. */
function settingFinding(
  { at, message, expected, suggestion }: Problem,
  file: string,
  positions: Map<Place, SourcePosition>,
): Finding {
  const name =
    /"([^"]+)"/.exec(`${at.endsWith(']') ? at : ''} ${message}`)?.[1] ?? at.replace(/\[\d+\]$/, '');
  const lines = readFileSync(file, 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes(name.split('.').at(-1) ?? name));
  const place: Place = { order: 0 };
  const column = line < 0 ? 1 : (lines[line]?.search(/\S/) ?? 0) + 1;
  positions.set(place, { file: relative(process.cwd(), file), line: Math.max(line, 0) + 1, column });
  const path = basename(file);
  const text = at === '' ? `${path} ${message}` : `${path}: ${at} ${message}`;
  return { check: 'definition/invalid', level: 'error', path, place, message: text, expected, suggestion };
}

/** An invalid argument of a constructor. */
function mistakeFinding(path: string, mistake: DefinitionError, file?: string): Finding {
  const { message, expected, suggestion, stack } = mistake;
  const place = mistake.place ?? placeIn(stack, file);
  return { check: idOf(mistake), level: 'error', path, place, message, expected, suggestion };
}

function idOf(mistake: DefinitionError): string {
  if (mistake instanceof EndsProcessError) return 'definition/ends-process';
  if (mistake instanceof ChangesProcessError) return 'definition/impure';
  return mistake instanceof TooLongError ? 'definition/too-long' : 'definition/invalid';
}
