import type { BundleRules } from '../compile/rules.js';
import type { ProofFinding } from '../report/finding.js';
import { scenarioFinding } from '../report/findings.js';
import type { ScenarioResult } from './runner.js';

/**
 * A scenario that expects an alert to be quiet proves something only beside one in which the same alert fires:
 * otherwise a typo in the expression would make it pass as well.
 */
export function missingControls(results: readonly ScenarioResult[], rules: BundleRules): ProofFinding[] {
  const fired = new Set(
    results.flatMap(({ alerts }) => alerts.filter(({ firing }) => firing).map(({ alert }) => alert)),
  );
  const findings: ProofFinding[] = [];
  const told = new Set<string>();
  for (const { scenario, plan } of results) {
    for (const { alert } of plan?.alerts ?? []) {
      if (fired.has(alert) || told.has(alert)) continue;
      told.add(alert);
      findings.push(
        scenarioFinding(rules, scenario, {
          check: 'scenario/no-control',
          place: scenario.place,
          message: `${alert} fires in no scenario, so that its being quiet proves nothing`,
          expected: `a scenario with .firingAt(…) for ${alert}`,
        }),
      );
    }
  }
  return findings;
}
