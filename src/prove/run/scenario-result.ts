import type { CompiledScenario } from '../compile/scenario.js';
import type { ProofFinding } from '../report/finding.js';
import type { Dispatch } from '../routing/dispatch.js';
import type { AnyScenario } from '../scenario/types.js';
import type { Failure } from './check-plan.js';
import type { Plan } from './plan.js';
import type { PromtoolResult } from './promtool.js';
import type { SeenAlert, SeenRecord } from './seen.js';
import type { RuleResult } from './session.js';

/** A failure, with a picture of the series, the expression's value and the alert's state over time. */
export interface DrawnFailure extends Failure {
  readonly picture: string;
}

export interface ScenarioResult {
  readonly scenario: AnyScenario;
  /** Undefined if the scenario cannot be compiled; `findings` has the reason. */
  readonly plan?: Plan;
  readonly compiled?: CompiledScenario;
  readonly result?: RuleResult;
  /** What Alertmanager made of the alerts; undefined without expectations on that. */
  readonly dispatch?: Dispatch | undefined;
  /** Of a scenario that passes, if it was run with `forPromtool`. */
  readonly promtool?: PromtoolResult | undefined;
  readonly failures: readonly DrawnFailure[];
  /** Findings on the scenario itself. */
  readonly findings: readonly ProofFinding[];
  readonly alerts: readonly SeenAlert[];
  readonly records: readonly SeenRecord[];
}
