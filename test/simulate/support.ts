import {
  type AnyCatalog,
  bundle,
  catalog,
  counter,
  gauge,
  histogram,
  kubernetesTargetLabels,
  nativeHistogram,
  summary,
} from 'dashwright';
import type { AnyScenario } from 'dashwright/testing';
import { bundleRules } from '../../src/prove/index.js';
import { resolveBundle } from '../../src/resolve/index.js';
import type { Pace } from '../../src/simulate/clock.js';
import { responder, type SimulatedResponse } from '../../src/simulate/respond.js';
import { type Simulation, simulationOf } from '../../src/simulate/simulation.js';
import { type ExposedFamily, readExposition } from '../support/exposition.js';

export const metrics = catalog(
  {
    requests_total: counter({ help: 'Requests: all \\ kinds,\nand more.', labels: { path: ['/a'] } }),
    orphans_total: gauge({ help: 'A gauge by its type.' }),
    took_seconds: histogram({
      help: 'Time.',
      unit: 's',
      labels: { path: ['/a', '/b'] },
      buckets: [0.5, 1, 5],
    }),
    size_bytes: nativeHistogram({ help: 'Size.', unit: 'bytes' }),
    pause_seconds: summary({ help: 'Pauses.', unit: 's' }),
    last_run: gauge({ help: 'Last run.', unit: 'timestamp' }),
    'app.memory': gauge({ help: 'Named by OpenTelemetry.', labels: { 'process.name': ['api'] } }),
    up: gauge({ help: 'Scraped.' }),
  },
  { targetLabels: kubernetesTargetLabels },
);

export const real = Date.parse('2030-06-01T00:00:00Z');

export function simulation(
  scenario: AnyScenario,
  pace: Pace = { speed: 1, loop: false },
  catalogue: AnyCatalog = metrics,
): Simulation {
  const shop = bundle({
    name: 'shop',
    title: 'Shop',
    description: 'd',
    version: '1.0.0',
    metrics: catalogue,
    urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}' },
  });
  return simulationOf(scenario, bundleRules(resolveBundle(shop)), pace);
}

/** A request to a simulation that started at `real`. */
export function asking(simulated: Simulation) {
  const respond = responder(simulated, real);
  const ask = (path: string, seconds: number, target?: string): SimulatedResponse =>
    respond({ path, target, host: '127.0.0.1:9464', now: real + seconds * 1000 });
  const families = (seconds: number, target?: string): ExposedFamily[] =>
    readExposition(ask('/metrics', seconds, target).body);
  return {
    ask,
    families,
    /** Values by name and labels, as `name{"label":"value"}`. */
    values: (seconds: number, target?: string): Record<string, number> =>
      Object.fromEntries(
        families(seconds, target).flatMap(({ samples }) =>
          samples.map(({ name, labels, value }) => [`${name}${JSON.stringify(labels)}`, value]),
        ),
      ),
  };
}
