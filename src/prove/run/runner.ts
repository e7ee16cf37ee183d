import { DefinitionError } from '../../catalog/index.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import { type BundleRules, bundleRules } from '../compile/rules.js';
import { type CompiledScenario, compileScenario } from '../compile/story.js';
import type { ProofFinding } from '../report/finding.js';
import { scenarioFinding, scenarioFindings } from '../report/findings.js';
import { drawPicture } from '../report/picture.js';
import type { AnyScenario } from '../scenario/story.js';
import { checkPlan, type Failure } from './check-plan.js';
import { missingControls } from './control.js';
import { evaluatePlan } from './evaluate-plan.js';
import { type Plan, planScenario } from './plan.js';
import { type SeenAlert, type SeenRecord, seenAlerts, seenRecords } from './seen.js';
import { type ProofEngine, type RuleResult, type Stage, setStage } from './session.js';

/** A failure, and a picture of the series, the expression's value and the alert's state over time. */
export interface DrawnFailure extends Failure {
  readonly picture: string;
}

export interface ScenarioResult {
  readonly scenario: AnyScenario;
  /** Undefined where the scenario could not even be set up: then `findings` say why. */
  readonly plan?: Plan;
  readonly compiled?: CompiledScenario;
  readonly result?: RuleResult;
  readonly failures: readonly DrawnFailure[];
  /** What is wrong with the scenario itself. */
  readonly findings: readonly ProofFinding[];
  readonly alerts: readonly SeenAlert[];
  readonly records: readonly SeenRecord[];
}

/** What the scenarios of a bundle have shown. */
export interface Proof {
  readonly bundle: ResolvedBundle;
  readonly results: readonly ScenarioResult[];
  /** Of single scenarios and of all together. */
  readonly findings: readonly ProofFinding[];
  /** No failure, and no finding that is an error. */
  readonly ok: boolean;
}

/** Runs scenarios against the rules of a bundle. The engine is Prometheus' own; nothing is kept in it afterwards. */
export function runScenarios(
  bundle: ResolvedBundle,
  engine: ProofEngine,
  scenarios: readonly AnyScenario[],
): Proof {
  const rules = bundleRules(bundle);
  return proofOf(
    bundle,
    scenarios.map((scenario) => runScenario(scenario, rules, engine)),
  );
}

/** What scenarios that have been run one by one have shown together. */
export function proofOf(bundle: ResolvedBundle, results: readonly ScenarioResult[]): Proof {
  const rules = bundleRules(bundle);
  const findings = [...results.flatMap((result) => result.findings), ...missingControls(results, rules)];
  const failed = results.some(({ failures }) => failures.length > 0);
  return { bundle, results, findings, ok: !failed && !findings.some(({ level }) => level === 'error') };
}

/** Runs one scenario. */
export function runScenario(scenario: AnyScenario, rules: BundleRules, engine: ProofEngine): ScenarioResult {
  let compiled: CompiledScenario;
  try {
    compiled = compileScenario(scenario, rules);
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    const { message, place = scenario.place } = error;
    const finding = scenarioFinding(rules, scenario, { check: 'scenario/impossible', message, place });
    return { scenario, failures: [], findings: [finding], alerts: [], records: [] };
  }
  const plan = planScenario(scenario, rules);
  const findings = scenarioFindings(plan, compiled, rules);
  const prepared = { scenario, plan, compiled, findings };
  if (findings.some(({ check }) => check === 'scenario/duplicate-series')) {
    return { ...prepared, failures: [], alerts: [], records: [] };
  }
  try {
    return { ...prepared, ...performOn(engine, plan, compiled) };
  } catch (error) {
    const refused = refusal(error);
    if (refused === undefined) throw error;
    const finding = scenarioFinding(rules, scenario, {
      check: 'scenario/refused',
      place: scenario.place,
      message: `Prometheus does not run this: ${refused}`,
      expected: 'rules that load, and no more series and steps than it can hold',
    });
    return { ...prepared, findings: [...findings, finding], failures: [], alerts: [], records: [] };
  }
}

/** What the engine says of a request that it cannot do; undefined for any other error. */
function refusal(error: unknown): string | undefined {
  // By name: proofs know the engine's types alone, not its modules.
  return error instanceof Error && error.name === 'EngineError' ? error.message : undefined;
}

function performOn(engine: ProofEngine, plan: Plan, compiled: CompiledScenario): ReturnType<typeof perform> {
  const stage = setStage(engine, compiled);
  try {
    return perform(plan, stage);
  } finally {
    stage.dispose();
  }
}

function perform(
  plan: Plan,
  stage: Stage,
): Pick<ScenarioResult, 'result' | 'failures' | 'alerts' | 'records'> {
  const { compiled } = stage;
  const { end } = compiled.clock;
  const names = [...plan.records];
  const presence = names.map((name) => ({ expr: `present_over_time(${name}[${end + 1}s])`, at: end }));
  const samples = [...plan.samples, ...presence];
  const result = evaluatePlan(plan, stage, samples);
  const recorded = new Set(
    names.filter((_, index) => {
      const sample = result.samples[plan.samples.length + index];
      return sample?.ok && sample.result.type === 'vector' && sample.result.samples.length > 0;
    }),
  );
  const failures = checkPlan(plan, result, end).map((failure) => ({
    ...failure,
    picture: drawPicture(plan, stage, result, failure),
  }));
  return {
    result,
    failures,
    alerts: seenAlerts(plan, result, compiled),
    records: seenRecords(plan, recorded, compiled),
  };
}

/** The scenarios among what the loader found: default exports that are scenarios, or lists of them. */
export function scenariosOf(exported: readonly unknown[]): AnyScenario[] {
  return exported
    .flat(3)
    .filter(
      (value): value is AnyScenario =>
        typeof value === 'object' && value !== null && 'type' in value && value.type === 'scenario',
    );
}
