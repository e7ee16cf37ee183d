import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadAlertmanager, loadEngine } from '../src/engine/index.js';
import { loadDefinitions } from '../src/load/index.js';
import {
  coverageOf,
  coverageText,
  describeScenarios,
  proofOf,
  proofText,
  type ScenarioResult,
  scenariosOf,
  withAlertmanager,
} from '../src/prove/index.js';
import { resolveBundle } from '../src/resolve/index.js';

// Whether the scenarios detect changes of the rules, and generated test cases: `npm run prove`.
const definitions = fileURLToPath(new URL('../definitions', import.meta.url));
const { bundles, findings, locate } = await loadDefinitions(definitions, { scenarios: true });
const resolved = bundles.map(({ bundle, runbooks, scenarios }) => ({
  bundle: resolveBundle(bundle, runbooks),
  scenarios: scenariosOf(scenarios),
}));

test('all definitions load', () => {
  expect(findings).toEqual([]);
});

for (const { bundle, scenarios } of resolved) {
  const results: ScenarioResult[] = [];
  describeScenarios(bundle, scenarios, {
    describe,
    test,
    engine: async () => withAlertmanager(await loadEngine(), await loadAlertmanager()),
    locate,
    ran: (result) => results.push(result),
  });
  test(`the scenarios of ${bundle.name} have no expectation that cannot fail, and cover every rule in every state`, () => {
    expect(results).toHaveLength(scenarios.length);
    const proof = proofOf(bundle, results);
    expect(proofText(proof, locate)).toMatch(/^[^\n]*, all hold\n$/);
    const coverage = coverageOf(proof);
    expect(coverage.ratio, coverageText(coverage)).toBe(1);
  });
}
