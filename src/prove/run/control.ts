import type { BundleRules } from '../compile/rules.js';
import type { ProofFinding } from '../report/finding.js';
import { scenarioFinding } from '../report/findings.js';
import type { ScenarioResult } from './scenario-result.js';

/**
 * A scenario that expects an alert not to fire proves nothing without one in which the same alert fires: it would also
 * pass with a typo in the expression.
 */
export function missingControls(results: readonly ScenarioResult[], rules: BundleRules): ProofFinding[] {
  const fired = new Set(
    results.flatMap(({ alerts }) => alerts.filter(({ firing }) => firing).map(({ alert }) => alert)),
  );
  const findings: ProofFinding[] = [];
  const reported = new Set<string>();
  for (const { scenario, plan } of results) {
    for (const { key: alert } of plan?.alerts ?? []) {
      if (fired.has(alert) || reported.has(alert)) continue;
      reported.add(alert);
      findings.push(
        scenarioFinding(rules, scenario, {
          check: 'scenario/no-control',
          place: scenario.place,
          message: `${alert} fires in no scenario, so a scenario in which it is inactive proves nothing`,
          expected: `a scenario with .firingAt(…) for ${alert}`,
        }),
      );
    }
  }
  return findings;
}
