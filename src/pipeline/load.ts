import type { CheckOptions as CheckSettings, Finding } from '../check/index.js';
import {
  isOfDefinitions,
  type LoadedBundle,
  type Locate,
  loadDefinitions,
  throwFinding,
  unwatchMemory,
} from '../load/index.js';
import type { AnyScenario } from '../prove/index.js';
import { type ResolvedBundle, resolveBundle } from '../resolve/index.js';
import type { CheckOptions } from './options.js';

export interface LoadOptions {
  /** Capture the places of definitions. */
  readonly places: boolean;
  /** Load scenarios too. */
  readonly scenarios: boolean;
  /** Keep panels in memory between checks and emitters. */
  readonly keep: boolean;
  /** Bundles to leave out, with their files. @default none */
  readonly without?: ReadonlyMap<string, { readonly files: readonly string[] }>;
}

/** A bundle with everything that belongs to it. */
export interface Definition extends LoadedBundle {
  readonly resolved: ResolvedBundle;
  readonly scenarios: readonly AnyScenario[];
}

export interface Definitions {
  readonly all: readonly Definition[];
  readonly findings: readonly Finding[];
  /** See `LoadedDefinitions.impure`; with the level set by the team. */
  readonly impure: () => readonly Finding[];
  /** Whether the definitions have read nothing of that kind so far. */
  readonly pure: () => boolean;
  readonly locate: Locate;
  /** Those of the team's `checks.ts`, overridden by the caller's. */
  readonly settings: CheckSettings;
}

/** Loads bundles and resolves them. */
export async function loadAndResolve(
  options: CheckOptions,
  { places, scenarios, keep, without = new Map() }: LoadOptions,
): Promise<Definitions> {
  options.progress?.('loading definitions');
  const { bundles, findings, locate, checkOptions, impure } = await loadDefinitions(options.definitions, {
    names: options.names ?? [],
    without,
    places,
    scenarios,
  });
  const settings = { ...checkOptions, ...options.settings };
  const { 'definition/impure': level = 'error' } = settings.levels ?? {};
  const all: Definition[] = [];
  const mistakes: Finding[] = [];
  for (const loaded of bundles) {
    try {
      const resolved = resolveBundle(loaded.bundle, loaded.runbooks, { keep, templates: loaded.templates });
      all.push({ ...loaded, scenarios: loaded.scenarios as readonly AnyScenario[], resolved });
    } catch (error) {
      mistakes.push(...mistakeIn(error, loaded.bundle.name));
    }
  }
  unwatchMemory();
  return {
    all,
    findings: [...findings, ...mistakes],
    impure: () => (level === 'off' ? [] : impure().map((finding) => ({ ...finding, level }))),
    pure: () => impure().length === 0,
    locate,
    settings,
  };
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
