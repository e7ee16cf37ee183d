import type { AnyAlert } from '../define/index.js';
import type { ResolvedBundle } from '../resolve/index.js';
import { collectDashboard, nameDashboard } from './collect/dashboards.js';
import { bundleSubject, collectRules } from './collect/index.js';
import type { Finding } from './finding.js';
import { checks } from './registry.js';
import { allTogether } from './run/all-together.js';
import { type LocatedFinding, withLevel } from './run/located-finding.js';
import { reporter } from './run/reporter.js';
import { type CheckOptions, settingsOf } from './settings.js';
import {
  type Carried,
  type Gathered,
  gatherFromBundle,
  gatherFromDashboard,
} from './suppression/gather-suppressions.js';
import { type Suppressed, usesOf, withoutSuppressed } from './suppression/suppress.js';

/** A bundle with its scenarios. */
export interface WithScenarios {
  readonly bundle: ResolvedBundle;
  readonly scenarios: readonly AboutAlerts[];
}

/** A bundle that has been checked: what it suppresses is known. */
export interface CheckedWithScenarios extends WithScenarios {
  /** @default gathered from the bundle */
  readonly suppressions?: Iterable<Carried> | undefined;
}

/** What is known of a scenario: the alerts that it is about. */
export interface AboutAlerts {
  readonly alerts: readonly AnyAlert[];
}

/**
 * Checks which alerts the scenarios of bundles cover, for commands that load scenarios; `build` does not.
 *
 * @returns findings after suppressions, including those about unused suppressions, in the order of a report
 */
export function checkScenarios(all: readonly WithScenarios[], options: CheckOptions = {}): Finding[] {
  return allTogether(
    all.map((one) => checkScenariosOf(one, options)),
    options,
  );
}

/** The same for one bundle alone, whose suppressions may be used by others. */
export function checkScenariosOf(
  { bundle, scenarios, suppressions }: CheckedWithScenarios,
  options: CheckOptions = {},
): Suppressed {
  const settings = settingsOf(options);
  const active = checks.filter(({ id, scenarios: check }) => check && settings.levels[id] !== 'off');
  const ids = new Set(active.map(({ id }) => id));
  const found: LocatedFinding[] = [];
  const rules = collectRules(bundle, bundleSubject(bundle));
  const mentioned = new Set(scenarios.flatMap(({ alerts }) => alerts));
  for (const check of active) check.scenarios?.(rules, mentioned, reporter(check, found));
  const { kept, used } = withoutSuppressed(found, settings);
  // Invalid and expired suppressions are reported with all others.
  const about = [...(suppressions ?? suppressionsOf(bundle, rules))].filter(({ suppression }) =>
    ids.has(suppression.check),
  );
  const findings = kept.map((finding) => withLevel(finding, settings));
  return { findings, uses: usesOf(about, used, settings) };
}

function suppressionsOf(bundle: ResolvedBundle, rules: ReturnType<typeof collectRules>): Iterable<Carried> {
  const found: Gathered = new Map();
  const subject = bundleSubject(bundle);
  gatherFromBundle({ bundle, subject, ...rules }, found);
  for (const dashboard of bundle.dashboards)
    gatherFromDashboard(subject, collectDashboard(nameDashboard(dashboard, subject)), found);
  return found.values();
}
