import { join, resolve } from 'node:path';
import { capturePlaces } from '../catalog/index.js';
import type { CheckOptions, Finding } from '../check/index.js';
import type { Bundle } from '../define/index.js';
import { saveBuiltIns } from './built-ins.js';
import { chosenBundles } from './chosen-bundles.js';
import type { Compiled, Part } from './compile.js';
import { compileParts } from './compile-parts.js';
import { loadBundle } from './exports.js';
import { type BundleFolder, findChecks, readRunbooks, readTemplates, textFiles } from './find.js';
import { type LoadPart, loadPart, type PartResult } from './load-part.js';
import { loadSettings } from './load-settings.js';
import type { RunningPart } from './run-part.js';
import { partOf, scriptName } from './script-name.js';
import { sharedOnce } from './shared-once.js';
import { type Locate, sourceLocator } from './source-position.js';
import type { UnreadOptions } from './unread/files.js';
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

/** What has come of the folder of a bundle, by its name. */
export interface LoadedPart extends PartResult {
  /** Undefined where it could not be loaded. */
  readonly loaded: LoadedBundle | undefined;
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
  readonly common: Omit<PartResult, 'name'>;
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
  const { compiled, recompile } = await compileParts(definitions, parts, { scenarios, places });
  capturePlaces(places);
  saveBuiltIns();
  const running: RunningPart[] = [];
  const load: LoadPart = (part, read) =>
    loadPart(part, read, { definitions, compiled: compiled.get(part.name), running, recompile });
  const settings = checks === undefined ? undefined : await loadSettings(checks, definitions, load);
  const checkOptions = settings?.options ?? {};

  // Everything that is compiled: a bundle may import files of another.
  const read = new Set([
    ...[...compiled.values()].flatMap(filesOf),
    ...[...without.values()].flatMap((one) => [...one.files]),
  ]);
  const isUnreadable = [...compiled.values()].some((one) => 'errors' in one);
  const level = checkOptions.levels?.['definition/unread'];
  // Without the scenarios, or with files that do not compile, it is not known what is read.
  const unread = scenarios && !isUnreadable && level !== 'off' ? { definitions, read, level } : undefined;

  const loadedParts: LoadedPart[] = [];
  for (const found of folders)
    loadedParts.push(
      await loadFolder(found, { definitions, scenarios, checks, checkOptions, compiled, unread, load }),
    );

  const ofSettings = settings?.part.findings ?? [];
  const common: Finding[] = [
    ...missing
      // A library of definitions that do not compile would be taken for a bundle.
      .filter((one) => (isUnreadable ? one.certain : isMistaken(one, [...read])))
      .map(noBundleFinding),
    ...(unread && names.length === 0
      ? unreadBesideBundles(
          folders.map(({ name }) => name),
          unread,
        ).findings
      : []),
    ...ofSettings,
  ];
  const all = [...loadedParts, ...(settings ? [settings.part] : [])];
  // A file as a whole is found without any part.
  const inFile = { name: '', locate: sourceLocator(scriptName, undefined, definitions) };
  const locate = locateIn([...all, inFile]);
  return {
    bundles: loadedParts.flatMap(({ loaded }) => loaded ?? []),
    findings: sharedOnce([...common, ...loadedParts.flatMap(({ findings }) => findings)], locate),
    locate,
    checkOptions,
    brokenChecks: ofSettings.length > 0,
    parts: loadedParts,
    common: {
      findings: common,
      impure: () => settings?.part.impure() ?? [],
      locate: locateIn(settings ? [settings.part, inFile] : [inFile]),
    },
    impure: () => all.flatMap((part) => part.impure()),
  };
}

interface FolderOptions {
  readonly definitions: string;
  readonly scenarios: boolean;
  /** Name of `checks.ts`, if there is one. */
  readonly checks: string | undefined;
  readonly checkOptions: CheckOptions;
  readonly compiled: ReadonlyMap<string, Compiled>;
  /** Undefined if it is unknown which files are read, or if the check is off. */
  readonly unread: UnreadOptions | undefined;
  readonly load: LoadPart;
}

/** Loads the bundle of a folder with its texts, and finds files in it that nothing reads. */
async function loadFolder(
  found: BundleFolder,
  { definitions, scenarios, checks, checkOptions, compiled, unread: unreadOptions, load }: FolderOptions,
): Promise<LoadedPart> {
  const runbooks = readRunbooks(found.folder, definitions);
  const templates = readTemplates(found.folder, definitions);
  const texts = { runbooks: Object.keys(runbooks), templates: Object.keys(templates) };
  const unread = unreadOptions && unreadOfBundle(found, texts, unreadOptions);
  let loaded: LoadedBundle | undefined;
  const part = await load({ name: found.name, bundle: found }, (from) => {
    const bundle = loadBundle(found, from[found.name]);
    const entries = [found.entry, ...(scenarios ? found.scenarios : [])];
    const sources = new Set([
      ...behind(compiled.get(found.name), entries),
      ...(checks === undefined ? [] : behind(compiled.get(checks), [checks])),
      ...textFiles(found.folder, texts.runbooks, texts.templates),
      join(definitions, 'checks.ts'),
      ...(scenarios ? [join(found.folder, 'scenarios')] : []),
      ...(unread?.looked ?? []),
    ]);
    loaded = { ...bundle, runbooks, templates, sources, read: filesOf(compiled.get(found.name)) };
  });
  return {
    ...part,
    findings: [...part.findings, ...(unread?.findings ?? [])],
    loaded: loaded && { ...loaded, bundle: withSeverities(loaded.bundle, checkOptions) },
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
