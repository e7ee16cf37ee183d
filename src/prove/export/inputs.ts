import { DefinitionError } from '../../catalog/index.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import { type BundleRules, bundleRules } from '../compile/rules.js';
import { compileScenario } from '../compile/scenario.js';
import { planScenario } from '../run/plan.js';
import type { Expectation } from '../scenario/expectation.js';
import type { AnyScenario } from '../scenario/types.js';
import { type ExportedCase, isOfBaseRules, uniqueNames, withoutResults } from './cases.js';

/** What decides the exported case of a scenario, apart from the engine. */
export interface ExportInputs {
  readonly scenario: AnyScenario;
  /** The case without its results. */
  readonly exported: ExportedCase;
  /** The rules and the expectations, as JSON. */
  readonly decisive: string;
}

/** Must change when other cases follow from the same results of the engine. */
const version = 1;

/**
 * What decides whether scenarios pass and what their exported cases are. Determined without the engine, in a small
 * part of the time of a run.
 *
 * @returns undefined if a scenario cannot be compiled
 */
export function exportInputs(
  bundle: ResolvedBundle,
  scenarios: readonly AnyScenario[],
): ExportInputs[] | undefined {
  const rules = bundleRules(bundle);
  const nameOf = uniqueNames();
  try {
    return scenarios.filter(isOfBaseRules).map((scenario) => {
      const compiled = compileScenario(scenario, rules);
      const plan = planScenario(scenario, rules);
      const expectations = scenario.expectations.flatMap((one) => expectationData(one, rules));
      return {
        scenario,
        exported: withoutResults(plan, compiled, nameOf(scenario)),
        decisive: JSON.stringify([version, plan.groups(), expectations], plain),
      };
    });
  } catch (error) {
    if (error instanceof DefinitionError) return undefined;
    throw error;
  }
}

/** An expectation as data; the expression of a sample is part of the exported case, and promtool has no notifications. */
function expectationData(expectation: Expectation, rules: BundleRules): object | [] {
  const { place: _, text: __, ...data } = expectation;
  if (data.type === 'routing') return [];
  if (data.type === 'sample') return { ...data, of: undefined };
  return { ...data, alerts: data.alerts.map((alert) => rules.alerts.get(alert)?.key) };
}

/** What JSON has no notation for, as text. */
function plain(_: string, value: unknown): unknown {
  if (value instanceof RegExp) return String(value);
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
