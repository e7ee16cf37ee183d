import semver from 'semver';
import { type Change, highest, type Level } from './change.js';
import { compareDashboards } from './dashboards.js';
import { compareEnvironments, compareEnvironmentValues } from './environments.js';
import type { BundleOutput } from './output.js';
import { comparePackages } from './packages.js';
import { compareRules } from './rules.js';

/** The differences of a bundle between two builds. */
export interface BundleDifference {
  readonly bundle: string;
  readonly state: 'added' | 'removed' | 'changed' | 'same';
  readonly changes: readonly Change[];
  /** The highest level of the changes. */
  readonly level: Level | undefined;
  /** Versions before and now. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** The lowest version that the level of the changes requires. */
  readonly required: string | undefined;
  /** Whether the version is at least `required`. */
  readonly sufficient: boolean;
}

type Outputs = ReadonlyMap<string, BundleOutput>;

/** Compares two builds, bundle by bundle. @param names Bundles to compare; all if empty. */
export function compareOutputs(
  before: Outputs,
  after: Outputs,
  names: readonly string[] = [],
): BundleDifference[] {
  const all = [...new Set([...before.keys(), ...after.keys()])].sort();
  return all
    .filter((name) => names.length === 0 || names.includes(name))
    .map((name) => compareBundle(name, before.get(name), after.get(name)));
}

function compareBundle(
  bundle: string,
  before: BundleOutput | undefined,
  after: BundleOutput | undefined,
): BundleDifference {
  const versions = { bundle, before: before?.version, after: after?.version };
  if (!before || !after) {
    const level = before ? 'breaking' : 'minor';
    return {
      ...versions,
      state: before ? 'removed' : 'added',
      changes: [],
      level,
      required: undefined,
      sufficient: true,
    };
  }
  const rules = compareRules(before, after);
  const environments = compareEnvironments(before, after, rules);
  const rest = [
    ...compareDashboards(before.dashboards, after.dashboards),
    ...rules,
    ...environments,
    ...compareEnvironmentValues(before, after, environments),
  ];
  const changes = [...rest, ...comparePackages(before, after, rest.length > 0)];
  const level = highest(changes);
  const required = level && before.version !== undefined ? nextVersion(before.version, level) : undefined;
  const sufficient =
    required === undefined || (after.version !== undefined && isAtLeast(after.version, required));
  return { ...versions, state: level ? 'changed' : 'same', changes, level, required, sufficient };
}

/**
 * The version that a change requires (semver.org). Before 1.0.0 a breaking change increases the minor version, and any
 * other change the patch version.
 */
function nextVersion(version: string, level: Level): string | undefined {
  const parsed = semver.parse(version);
  if (!parsed) return undefined;
  const step = { breaking: 'major', minor: 'minor', patch: 'patch' } as const;
  const early = { breaking: 'minor', minor: 'patch', patch: 'patch' } as const;
  return semver.inc(parsed.version, (parsed.major === 0 ? early : step)[level]) ?? undefined;
}

function isAtLeast(version: string, required: string): boolean {
  return semver.valid(version) !== null && semver.gte(version, required);
}
