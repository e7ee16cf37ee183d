/**
 * Proofs: runs scenarios against a bundle's rules in Prometheus' own engine, which the caller passes. Works in browsers.
 */

export { exampleLabels } from './compile/labels.js';
export { type BundleRules, bundleRules, engineGroups } from './compile/rules.js';
export { type CompiledScenario, compileScenario } from './compile/scenario.js';
export { type ExportedCase, exportCases, isOfBaseRules } from './export/cases.js';
export { type ExportInputs, exportInputs } from './export/inputs.js';
export { type GeneratedCases, generateCases, type Underived } from './generate/cases.js';
export { mutationJson, mutationText, scoreLine, scoreOfAll } from './mutation/report.js';
export {
  type MutantResult,
  type MutationOptions,
  type MutationProof,
  runMutants,
} from './mutation/run-mutants.js';
export {
  type AlertCoverage,
  type Coverage,
  coverageOf,
  coverageText,
  type RecordCoverage,
} from './report/coverage.js';
export type { ProofFinding } from './report/finding.js';
export { failureText, type LocatePlace, proofJson, proofText } from './report/report.js';
export type { BundleRouting } from './routing/configuration.js';
export { type Dispatch, dispatch, type SentAlert } from './routing/dispatch.js';
export type { RoutingEngine } from './routing/engine.js';
export { type Plan, planScenario } from './run/plan.js';
export {
  asksForRouting,
  type Proof,
  proofOf,
  runScenario,
  runScenarios,
  scenariosOf,
} from './run/runner.js';
export type { DrawnFailure, ScenarioResult } from './run/scenario-result.js';
export {
  type Curve,
  type EvaluationSession,
  openSession,
  type ProofEngine,
  type Timeline,
} from './run/session.js';
export { withAlertmanager, withoutAlertmanager } from './run/with-alertmanager.js';
export { lastMoment } from './scenario/expectation.js';
export type { AnyScenario } from './scenario/types.js';
export {
  type DescribeOptions,
  describeScenarios,
  scenarioError,
  scenarioMatchers,
  type TestRunner,
} from './test-runner.js';
