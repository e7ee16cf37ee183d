import { once } from 'node:events';
import { DefinitionError } from '../../catalog/index.js';
import { UsageError } from '../../load/index.js';
import { type AnyScenario, type BundleRules, bundleRules, scenariosOf } from '../../prove/index.js';
import { resolveBundle } from '../../resolve/index.js';
import { type Simulation, simulationOf, unservable } from '../../simulate/index.js';
import type { DefinitionOptions } from '../options/definitions.js';
import { listenAddress } from '../options/listen-address.js';
import type { Console } from '../terminal/console.js';
import { loadOrFail } from './load-or-fail.js';
import { serveSimulation } from './simulate-server.js';
import { untilStopped } from './stop.js';

export interface SimulateOptions extends DefinitionOptions {
  readonly serve: string;
  readonly bundle: string;
  readonly scenario?: string;
  readonly speed: number;
  readonly loop?: boolean;
  readonly allowRemote?: boolean;
  readonly allowHost?: readonly string[];
}

/**
 * Serves a scenario until SIGINT or SIGTERM; lists the bundle's scenarios without a name.
 *
 * @throws UsageError for an unknown scenario, and for an address that cannot be used
 */
export async function runSimulation(options: SimulateOptions, console: Console): Promise<void> {
  const { scenario: name, speed, loop = false } = options;
  const address = listenAddress(options.serve, options.allowRemote === true);
  const { scenarios, rules } = await load(options);
  if (name === undefined) {
    for (const scenario of scenarios) console.out(`${scenario.name}\n`);
    return;
  }
  const scenario = scenarios.find((one) => one.name === name);
  if (!scenario)
    throw new UsageError(
      `no scenario "${name}" in ${options.bundle}; its scenarios are:${listed(scenarios)}`,
    );
  const simulation = prepared(() => simulationOf(scenario, rules, { speed, loop }));
  const stop = untilStopped();
  const server = await serveSimulation(simulation, address, options.allowHost);
  try {
    console.out(`${options.bundle}, "${name}": ${server.url}/metrics\n`);
    for (const metric of unservable(simulation)) {
      console.error(
        `dashwright: ${metric} is a native histogram, which the text format cannot represent: not served\n`,
      );
    }
    if (!stop.signal.aborted) await once(stop.signal, 'abort');
  } finally {
    stop.release();
    await server.close();
  }
}

async function load({ definitions, bundle: name }: SimulateOptions): Promise<{
  readonly scenarios: readonly AnyScenario[];
  readonly rules: BundleRules;
}> {
  const { bundles } = await loadOrFail(definitions, {
    names: [name],
    scenarios: true,
    places: false,
  });
  const found = bundles[0];
  const scenarios = scenariosOf(found?.scenarios ?? []);
  if (!found || scenarios.length === 0) throw new UsageError(`the bundle ${name} has no scenarios`);
  return { scenarios, rules: bundleRules(resolveBundle(found.bundle, found.runbooks)) };
}

function listed(scenarios: readonly AnyScenario[]): string {
  return scenarios.map(({ name }) => `\n  ${name}`).join('');
}

/** A scenario that cannot be compiled is an error in the bundle, not a bug. */
function prepared(make: () => Simulation): Simulation {
  try {
    return make();
  } catch (error) {
    if (error instanceof DefinitionError) throw new UsageError(error.message);
    throw error;
  }
}
