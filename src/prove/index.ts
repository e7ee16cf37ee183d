/** Proofs: scenarios against a bundle's rules in Prometheus' own engine, which is handed in. Runs in a browser too. */
export { type Failure, runPlan } from './check-plan.js';
export { type BundleRules, bundleRules } from './compile/rules.js';
export { type CompiledScenario, compileScenario } from './compile/story.js';
export {
  type AlertCoverage,
  type Coverage,
  coverageOf,
  coverageText,
  type RecordCoverage,
} from './coverage.js';
export { type ExportedCase, exportCases } from './export/cases.js';
export type { ProofFinding } from './finding.js';
export { type GeneratedCases, generateCases, type Underived } from './generate/cases.js';
export { mutationJson, mutationText, scoreLine, scoreOfAll } from './mutation/report.js';
export {
  type MutantResult,
  type MutationOptions,
  type MutationProof,
  runMutants,
} from './mutation/run-mutants.js';
export { type Plan, planScenario } from './plan.js';
export { failureText, type LocatePlace, proofJson, proofText } from './report.js';
export { type Curve, type ProofEngine, type Stage, setStage, type Timeline } from './run.js';
export {
  type DrawnFailure,
  type Proof,
  proofOf,
  runScenario,
  runScenarios,
  type ScenarioResult,
  scenariosOf,
} from './runner.js';
export type { AnyScenario } from './scenario/story.js';
export {
  type DescribeOptions,
  describeScenarios,
  scenarioError,
  scenarioMatchers,
  type TestRunner,
} from './test-runner.js';
