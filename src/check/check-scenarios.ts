import type { AnyAlert } from '../define/index.js';
import type { ResolvedBundle } from '../resolve/index.js';
import { bundleSubject, collectRules } from './collect/index.js';
import type { Finding } from './finding.js';
import { checks } from './registry.js';
import { compareFindings, type LocatedFinding, withLevel } from './run/located-finding.js';
import { reporter } from './run/reporter.js';
import { type CheckOptions, settingsOf } from './settings.js';
import { suppress } from './suppression/suppress.js';

/** What is known of a scenario: the alerts that it is about. */
export interface AboutAlerts {
  readonly alerts: readonly AnyAlert[];
}

/**
 * Checks what a bundle's scenarios are about, for the commands that load them: a build need not.
 *
 * @returns findings after suppressions, in the order of a report
 */
export function checkScenarios(
  bundle: ResolvedBundle,
  scenarios: readonly AboutAlerts[],
  options: CheckOptions = {},
): Finding[] {
  const settings = settingsOf(options);
  const rules = collectRules(bundle, bundleSubject(bundle));
  const mentioned = new Set(scenarios.flatMap(({ alerts }) => alerts));
  const found: LocatedFinding[] = [];
  for (const check of checks) {
    if (settings.levels[check.id] !== 'off') check.scenarios?.(rules, mentioned, reporter(check, found));
  }
  return suppress(found, [], settings)
    .map((finding) => withLevel(finding, settings))
    .sort(compareFindings);
}
