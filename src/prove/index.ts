/** Proofs: scenarios against a bundle's rules in Prometheus' own engine, which is handed in. Runs in a browser too. */

export { type BundleRules, bundleRules } from './compile/rules.js';
export { type CompiledScenario, compileScenario } from './compile/story.js';
export { type ExportedCase, exportCases } from './export/cases.js';
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
export { type Failure, runPlan } from './run/check-plan.js';
export { type Plan, planScenario } from './run/plan.js';
export {
  type DrawnFailure,
  type Proof,
  proofOf,
  runScenario,
  runScenarios,
  type ScenarioResult,
  scenariosOf,
} from './run/runner.js';
export { type Curve, type ProofEngine, type Stage, setStage, type Timeline } from './run/session.js';
export type { AnyScenario } from './scenario/story.js';
export {
  type DescribeOptions,
  describeScenarios,
  scenarioError,
  scenarioMatchers,
  type TestRunner,
} from './test-runner.js';
