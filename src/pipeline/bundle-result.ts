import type { CheckedBundle, Finding, Suppressed } from '../check/index.js';
import type { LoadedBundle, Locate } from '../load/index.js';
import type { AnyScenario } from '../prove/index.js';
import type { ResolvedBundle } from '../resolve/index.js';

/** A bundle with everything that belongs to it. */
export interface Definition extends LoadedBundle {
  readonly resolved: ResolvedBundle;
  readonly scenarios: readonly AnyScenario[];
}

/** What is known of a bundle by itself. It stays right as long as its sources stay as they are. */
export interface BundleResult {
  readonly name: string;
  /** Undefined where it could not be loaded. */
  readonly definition: Definition | undefined;
  /** Of loading it. */
  readonly findings: readonly Finding[];
  /** Undefined where there are such errors, or nothing is checked. */
  readonly checked: CheckedBundle | undefined;
  /** Which alerts its scenarios cover; undefined where that is not asked for. */
  readonly covered: Suppressed | undefined;
  readonly locate: Locate;
  /** Whether the places of its definitions were captured. */
  readonly places: boolean;
  /** See `DefinitionPart.pure`. */
  readonly pure: () => boolean;
  /** What the checks of its files have found, once they have been made. */
  files?: Suppressed | undefined;
}

/** The definitions of those that could be loaded. */
export function definitionsOf(results: readonly BundleResult[]): Definition[] {
  return results.flatMap(({ definition }) => definition ?? []);
}
