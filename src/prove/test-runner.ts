import type { ResolvedBundle } from '../resolve/index.js';
import type { BundleRules } from './compile/rules.js';
import { bundleRules } from './compile/rules.js';
import { failureText, type LocatePlace } from './report/report.js';
import { runScenario } from './run/runner.js';
import type { ScenarioResult } from './run/scenario-result.js';
import type { ProofEngine } from './run/session.js';
import type { AnyScenario } from './scenario/types.js';

/** The functions that vitest, jest and node:test share. */
export interface TestRunner {
  /** Groups the tests of a bundle. */
  describe(name: string, body: () => void): void;
  /** Registers a test, which fails if its body throws or rejects. */
  test(name: string, body: () => void | Promise<void>): void;
}

export interface DescribeOptions extends TestRunner {
  /** Starts the engine; called once, by the first test that runs. */
  engine(): Promise<ProofEngine>;
  /** Finds source positions of definitions that were compiled before loading. */
  readonly locate?: LocatePlace;
  /** Called with the result of each scenario, for checks of all results together. */
  readonly ran?: (result: ScenarioResult) => void;
}

/** Registers a test for every scenario of a bundle; a failure shows the picture and the line in the scenario. */
export function describeScenarios(
  bundle: ResolvedBundle,
  scenarios: readonly AnyScenario[],
  { describe, test, engine, locate, ran }: DescribeOptions,
): void {
  let started: Promise<ProofEngine> | undefined;
  const rules = bundleRules(bundle);
  describe(bundle.name, () => {
    for (const scenario of scenarios) {
      test(scenario.name, async () => {
        started ??= engine();
        const result = runScenario(scenario, rules, await started);
        ran?.(result);
        const error = errorOf(result, locate);
        if (error) throw error;
      });
    }
  });
}

/** Matchers for `expect.extend`: `expect(scenario).toHoldIn(bundle)`. */
export function scenarioMatchers(engine: ProofEngine, locate?: LocatePlace) {
  return {
    toHoldIn(scenario: AnyScenario, bundle: ResolvedBundle) {
      const error = scenarioError(scenario, bundleRules(bundle), engine, locate);
      const pass = error === undefined;
      return { pass, message: () => error?.message ?? `"${scenario.name}" holds in ${bundle.name}` };
    },
  };
}

/** The failures and findings of a scenario as an error at its line; undefined if it passes. */
export function scenarioError(
  scenario: AnyScenario,
  rules: BundleRules,
  engine: ProofEngine,
  locate?: LocatePlace,
): Error | undefined {
  return errorOf(runScenario(scenario, rules, engine), locate);
}

function errorOf(result: ScenarioResult, locate: LocatePlace | undefined): Error | undefined {
  const { scenario } = result;
  const texts = [...findingTexts(result), ...result.failures.map((failure) => failureText(failure, locate))];
  if (texts.length === 0) return undefined;
  const error = new Error(`${scenario.name}\n${texts.join('\n\n')}`);
  const place = result.failures[0]?.place ?? result.findings[0]?.place ?? scenario.place;
  const position = locate?.(place);
  // Test runners show the first frame: the place of the expectation, not of this function.
  const frames = position
    ? `    at scenario (${position.file}:${position.line}:${position.column})`
    : framesOf(place.stack);
  if (frames) error.stack = `Error: ${error.message}\n${frames}`;
  return error;
}

function findingTexts({ findings }: ScenarioResult): string[] {
  return findings
    .filter(({ level }) => level === 'error')
    .map(
      ({ check, message, expected }) =>
        `${check}: ${message}${expected === undefined ? '' : `; expected ${expected}`}`,
    );
}

function framesOf(stack: string | undefined): string {
  return (stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .join('\n');
}
