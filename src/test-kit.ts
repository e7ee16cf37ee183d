/**
 * Scenarios as tests of vitest, jest or node:test.
 *
 * @module
 */
import type { Bundle } from './define/index.js';
import { loadAlertmanager, loadEngine } from './engine/index.js';
import { loadDefinitions, release } from './load/index.js';
import {
  type AnyScenario,
  asksForRouting,
  bundleRules,
  describeScenarios,
  type ProofEngine,
  scenarioError,
  scenariosOf,
  type TestRunner,
  withAlertmanager,
} from './prove/index.js';
import { resolveBundle } from './resolve/index.js';

export type { TestRunner };

/** Options of `proveDefinitions`. */
export interface ProveOptions extends TestRunner {
  /** Folder of definitions. @default `definitions` in the working directory */
  readonly definitions?: string;
  /** Names of bundles. @default all */
  readonly bundles?: readonly string[];
}

/**
 * Registers a test for every scenario of the definitions. A failure shows the series, the states of the alerts, and the
 * line in the scenario. Call it at the top level of a test file and await it, as test runners collect tests before they
 * run them.
 *
 * @throws Mistake if the folder or a named bundle does not exist
 * @example await proveDefinitions({ describe, test })
 */
export async function proveDefinitions(options: ProveOptions): Promise<void> {
  const { describe, test, definitions = 'definitions', bundles: names = [] } = options;
  const loaded = await loadDefinitions(definitions, { names, scenarios: true });
  try {
    const { findings, locate } = loaded;
    test('the definitions load', () => {
      const texts = findings.map(({ check, place, message, expected }) => {
        const position = locate(place);
        const at = position ? `${position.file}:${position.line} ` : '';
        return `${at}${check}: ${message}${expected === undefined ? '' : `; expected ${expected}`}`;
      });
      if (texts.length > 0) throw new Error(texts.join('\n'));
    });
    const plain = once(loadEngine);
    const routing = once(routingEngine);
    for (const { bundle, runbooks, scenarios } of loaded.bundles) {
      const found = scenariosOf(scenarios);
      // Some test runners reject a group without tests.
      if (found.length === 0) continue;
      // Alertmanager's code is loaded only if a scenario has expectations about notifications.
      const engine = found.some(asksForRouting) ? routing : plain;
      describeScenarios(resolveBundle(bundle, runbooks), found, { describe, test, engine, locate });
    }
  } finally {
    // The test runner ends the process by itself.
    release();
  }
}

async function routingEngine(): Promise<ProofEngine> {
  const [engine, alertmanager] = await Promise.all([loadEngine(), loadAlertmanager()]);
  return withAlertmanager(engine, alertmanager);
}

/** Result of a matcher, for vitest and jest. */
export interface MatcherResult {
  /** Whether the assertion holds. */
  readonly pass: boolean;
  /** Message for a failure of the assertion or of its negation. */
  message(): string;
}

/** The matchers of `scenarioMatchers`. */
export interface ScenarioMatchers {
  /** Passes if the scenario holds with the rules of the bundle. */
  toHoldIn(scenario: AnyScenario, bundle: Bundle): MatcherResult;
}

/**
 * Matchers for `expect.extend` of vitest and jest, for scenarios and bundles that a test creates itself.
 *
 * @example expect.extend(await scenarioMatchers()); expect(scenario('…', { alerts })).toHoldIn(bundle)
 */
export async function scenarioMatchers(): Promise<ScenarioMatchers> {
  const engine = await routingEngine();
  return {
    toHoldIn(scenario, bundle) {
      const error = scenarioError(scenario, bundleRules(resolveBundle(bundle)), engine);
      return {
        pass: error === undefined,
        message: () => error?.message ?? `"${scenario.name}" holds in ${bundle.name}, and should not`,
      };
    },
  };
}

/**
 * Throws if a scenario does not hold, for test runners without matchers, such as node:test.
 *
 * @throws Error with the series, what the alerts did, and the line of the expectation
 * @example test('errors', () => prove(errors, shop))
 */
export async function prove(scenario: AnyScenario, bundle: Bundle): Promise<void> {
  const engine = await (asksForRouting(scenario) ? sharedRoutingEngine() : sharedEngine());
  const error = scenarioError(scenario, bundleRules(resolveBundle(bundle)), engine);
  if (error) throw error;
}

const sharedEngine = once(loadEngine);
const sharedRoutingEngine = once(routingEngine);

function once<Value>(start: () => Promise<Value>): () => Promise<Value> {
  let started: Promise<Value> | undefined;
  return () => {
    started ??= start();
    return started;
  };
}
