import type { CheckOptions as CheckSettings, Finding } from '../check/index.js';
import {
  isOfDefinitions,
  type LoadedPart,
  type Locate,
  loadDefinitions,
  sharedOnce,
  throwFinding,
  unwatchMemory,
} from '../load/index.js';
import type { AnyScenario } from '../prove/index.js';
import { resolveBundle } from '../resolve/index.js';
import type { Definition } from './bundle-result.js';
import { type BuildSize, buildSize } from './large-build.js';
import type { CheckOptions } from './options.js';

export interface LoadOptions {
  /** Capture the places of definitions. */
  readonly places: boolean;
  /** Load scenarios too. */
  readonly scenarios: boolean;
  /** Keep panels in memory between checks and emitters, unless the build is large. */
  readonly keep: boolean;
  /** Bundles to leave out, with their files. @default none */
  readonly without?: ReadonlyMap<string, { readonly files: Iterable<string> }>;
}

/** What has come of the folder of a bundle. */
export interface DefinitionPart extends Pick<LoadedPart, 'name' | 'findings' | 'locate'> {
  /** Undefined where it could not be loaded or resolved. */
  readonly definition: Definition | undefined;
  /** See `LoadedPart.impure`; with the level set by the team. */
  readonly impure: () => readonly Finding[];
  /** Whether the bundle has read nothing of that kind so far. */
  readonly pure: () => boolean;
}

export interface Definitions {
  readonly all: readonly Definition[];
  readonly findings: readonly Finding[];
  readonly locate: Locate;
  /** Those of the team's `checks.ts`, overridden by the caller's. */
  readonly settings: CheckSettings;
  /** See `LoadedDefinitions.brokenChecks`. */
  readonly brokenChecks: boolean;
  /** The same by bundle. */
  readonly parts: readonly DefinitionPart[];
  /** What is of no bundle. */
  readonly common: Pick<DefinitionPart, 'findings' | 'locate' | 'impure' | 'pure'>;
}

/** Loads bundles and resolves them. */
export async function loadAndResolve(
  options: CheckOptions,
  { places, scenarios, keep, without = new Map() }: LoadOptions,
): Promise<Definitions> {
  options.progress?.('loading definitions');
  const loaded = await loadDefinitions(options.definitions, {
    names: options.names ?? [],
    without,
    places,
    scenarios,
  });
  const settings = { ...loaded.checkOptions, ...options.settings };
  const { 'definition/impure': level = 'error' } = settings.levels ?? {};
  const withLevel = ({ impure }: Pick<LoadedPart, 'impure'>) => ({
    impure: () => (level === 'off' ? [] : impure().map((finding) => ({ ...finding, level }))),
    pure: () => impure().length === 0,
  });
  const size = buildSize();
  const parts = loaded.parts.map((part): DefinitionPart => {
    const { definition, findings } = resolved(part, keep, size);
    return { ...part, ...withLevel(part), definition, findings: [...part.findings, ...findings] };
  });
  unwatchMemory();
  const common = { ...loaded.common, ...withLevel(loaded.common) };
  const findings = [...common.findings, ...parts.flatMap((part) => part.findings)];
  return {
    all: parts.flatMap(({ definition }) => definition ?? []),
    findings: sharedOnce(findings, loaded.locate),
    locate: loaded.locate,
    settings,
    brokenChecks: loaded.brokenChecks,
    parts,
    common,
  };
}

function resolved(
  { name, loaded }: LoadedPart,
  keep: boolean,
  size: BuildSize,
): Pick<DefinitionPart, 'definition' | 'findings'> {
  if (!loaded) return { definition: undefined, findings: [] };
  const { bundle, runbooks, templates, scenarios } = loaded;
  try {
    const isOrdinary = size.add(bundle);
    const own = resolveBundle(bundle, runbooks, { keep: keep && isOrdinary, templates });
    const definition = { ...loaded, scenarios: scenarios as readonly AnyScenario[], resolved: own };
    return { definition, findings: [] };
  } catch (error) {
    return { definition: undefined, findings: mistakeIn(error, name) };
  }
}

/**
 * A mistake that shows only when definitions are resolved or emitted: an invalid value, or a getter or function that
 * throws. Other errors are rethrown.
 */
export function mistakeIn(error: unknown, path = 'definitions'): readonly Finding[] {
  if (isOfDefinitions(error)) return [throwFinding(path, error)];
  throw error;
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ level }) => level === 'error');
}

/** Whether there is nothing to show. */
export function isQuiet(findings: readonly Finding[]): boolean {
  return findings.every(({ level }) => level === 'info');
}
