import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { resolveBundle } from '../src/define/resolve/index.js';
import { loadEngine } from '../src/engine/index.js';
import { loadDefinitions } from '../src/load/index.js';
import {
  coverageOf,
  coverageText,
  describeScenarios,
  generateCases,
  mutationText,
  type Proof,
  proofText,
  runMutants,
  runScenarios,
  scenariosOf,
} from '../src/prove/index.js';

const definitions = fileURLToPath(new URL('../definitions', import.meta.url));
const { bundles, findings, locate } = await loadDefinitions(definitions, { scenarios: true });
const proven = bundles.map(({ bundle, runbooks, scenarios }) => ({
  bundle: resolveBundle(bundle, runbooks),
  scenarios: scenariosOf(scenarios),
}));

test('all definitions load', () => {
  expect(findings).toEqual([]);
});

describe('scenarios', () => {
  for (const { bundle, scenarios } of proven) {
    describeScenarios(bundle, scenarios, { describe, test, engine: loadEngine, locate });
  }
});

describe.each(proven)('what the scenarios of $bundle.name are worth', ({ bundle, scenarios }) => {
  let proof: Proof;
  beforeAll(async () => {
    proof = runScenarios(bundle, await loadEngine(), scenarios);
  });
  test('together they say nothing that cannot fail, and see every rule in every state', () => {
    expect(proofText(proof, locate)).toMatch(/^[^\n]*, all hold\n$/);
    const coverage = coverageOf(proof);
    expect(coverage.ratio, coverageText(coverage)).toBe(1);
  });
  test('they notice nine of ten changes of the rules', async () => {
    const mutation = runMutants(proof, await loadEngine());
    expect(mutation.score, mutationText(mutation)).toBeGreaterThanOrEqual(0.9);
  });
  test('the alerts stand the cases that follow from them', async () => {
    const { results } = runScenarios(bundle, await loadEngine(), generateCases(bundle).scenarios);
    expect(results.flatMap(({ failures }) => failures.map(({ message }) => message))).toEqual([]);
  });
});
