import type { AnyAlert } from '../define/index.js';
import type { ResolvedBundle } from '../resolve/index.js';
import { collectDashboard, nameDashboard } from './collect/dashboards.js';
import { bundleSubject, collectRules } from './collect/index.js';
import type { Finding } from './finding.js';
import { checks } from './registry.js';
import { compareFindings, type LocatedFinding, withLevel } from './run/located-finding.js';
import { reporter } from './run/reporter.js';
import { type CheckOptions, settingsOf } from './settings.js';
import { type Gathered, gatherFromBundle, gatherFromDashboard } from './suppression/gather-suppressions.js';
import { unusedSuppressions, withoutSuppressed } from './suppression/suppress.js';

/** A bundle with its scenarios. */
export interface WithScenarios {
  readonly bundle: ResolvedBundle;
  readonly scenarios: readonly AboutAlerts[];
}

/** What is known of a scenario: the alerts that it is about. */
export interface AboutAlerts {
  readonly alerts: readonly AnyAlert[];
}

/**
 * Checks what the scenarios of bundles are about, for the commands that load them: a build need not. All bundles at once,
 * for they may share signals with suppressions.
 *
 * @returns findings after suppressions, those about suppressions that suppress none of them included, in the order of a
 * report
 */
export function checkScenarios(all: readonly WithScenarios[], options: CheckOptions = {}): Finding[] {
  const settings = settingsOf(options);
  const active = checks.filter(({ id, scenarios }) => scenarios && settings.levels[id] !== 'off');
  const ids = new Set(active.map(({ id }) => id));
  const found: LocatedFinding[] = [];
  const suppressions: Gathered = new Map();
  for (const { bundle, scenarios } of all) {
    const subject = bundleSubject(bundle);
    const rules = collectRules(bundle, subject);
    const mentioned = new Set(scenarios.flatMap(({ alerts }) => alerts));
    for (const check of active) check.scenarios?.(rules, mentioned, reporter(check, found));
    gatherFromBundle({ bundle, subject, ...rules }, suppressions);
    for (const dashboard of bundle.dashboards)
      gatherFromDashboard(subject, collectDashboard(nameDashboard(dashboard, subject)), suppressions);
  }
  const { kept, used } = withoutSuppressed(found, settings);
  // Whether they are valid, and have not ended, is told with all others.
  const about = [...suppressions.values()].filter(({ suppression }) => ids.has(suppression.check));
  return [...kept, ...unusedSuppressions(about, used, settings)]
    .map((finding) => withLevel(finding, settings))
    .sort(compareFindings);
}
