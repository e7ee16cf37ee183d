import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../src/engine/index.js';
import { signalsToExport } from '../../src/export/index.js';
import { loadDefinitions } from '../../src/load/index.js';
import { bundleRules, scenariosOf } from '../../src/prove/index.js';
import { resolveBundle } from '../../src/resolve/index.js';
import { responder } from '../../src/simulate/respond.js';
import { simulationOf, unservable } from '../../src/simulate/simulation.js';
import { readExposition } from '../support/exposition.js';

const definitions = fileURLToPath(new URL('../../definitions', import.meta.url));
const { bundles } = await loadDefinitions(definitions, { scenarios: true, places: false });
const engine = await loadEngine();

describe.each(bundles.map((one) => [one.bundle.name, one] as const))('%s', (_, { bundle, scenarios }) => {
  const resolved = resolveBundle(bundle);

  it('has scenarios that can all be served', () => {
    const rules = bundleRules(resolved);
    for (const scenario of scenariosOf(scenarios)) {
      // One step of a scenario per second, so that no more is served than its test has.
      const simulation = simulationOf(scenario, rules, { speed: scenario.step, loop: false });
      const respond = responder(simulation, 0);
      for (const part of [0, 0.5, 1]) {
        const now = ((simulation.end * part) / scenario.step) * 1000;
        const { status, body } = respond({ path: '/metrics', target: undefined, host: 'localhost', now });
        if (status === 200) readExposition(body);
        else expect(scenario.inputs.map(({ name }) => name)).toContain('up');
      }
      expect(unservable(simulation)).toEqual([]);
    }
  });

  it('has signals that can all be exported', () => {
    const { signals, onlyInGrafana } = signalsToExport(resolved, '5m');
    expect(onlyInGrafana).toEqual([]);
    const parsed = engine.parse(signals.map(({ expr }) => expr));
    expect(signals.filter((__, index) => !parsed[index]?.ok).map(({ name }) => name)).toEqual([]);
    for (const { expr } of signals) expect(expr).not.toContain('$__');
  });
});
