import { DefinitionError } from '../../catalog/index.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import { rulesFor } from '../compile/environment-rules.js';
import { type BundleRules, bundleRules } from '../compile/rules.js';
import { type CompiledScenario, compileScenario } from '../compile/scenario.js';
import type { ProofFinding } from '../report/finding.js';
import { routingFindings, scenarioFinding, scenarioFindings } from '../report/findings.js';
import { drawPicture } from '../report/picture.js';
import { checkDispatch } from '../routing/check-dispatch.js';
import type { BundleRouting } from '../routing/configuration.js';
import { dispatch, isRouting } from '../routing/dispatch.js';
import type { RoutingEngine } from '../routing/engine.js';
import type { AnyScenario } from '../scenario/types.js';
import { checkPlan } from './check-plan.js';
import { missingControls } from './control.js';
import { evaluatePlan } from './evaluate-plan.js';
import { type Plan, planScenario } from './plan.js';
import { evaluateAlsoForPromtool } from './promtool.js';
import type { ScenarioResult } from './scenario-result.js';
import { seenAlerts, seenRecords } from './seen.js';
import { type EvaluationSession, openSession, type ProofEngine } from './session.js';

/** The results of a bundle's scenarios. */
export interface Proof {
  readonly bundle: ResolvedBundle;
  readonly results: readonly ScenarioResult[];
  /** Findings on single scenarios and on all of them together. */
  readonly findings: readonly ProofFinding[];
  /** True without failures and without findings of level error. */
  readonly ok: boolean;
}

export interface RunOptions {
  /** Also evaluate the rules when promtool does, for `exportCases`. @default false */
  readonly forPromtool?: boolean;
  /**
   * Also let Alertmanager decide where no expectation asks it, and return the state of every alert at each step: for whoever
   * shows a scenario. Left out with an engine without Alertmanager. @default false
   */
  readonly showRouting?: boolean;
}

/** Runs scenarios against the rules of a bundle. No series are left in the engine. */
export function runScenarios(
  bundle: ResolvedBundle,
  engine: ProofEngine,
  scenarios: readonly AnyScenario[],
  options: RunOptions = {},
): Proof {
  const rules = bundleRules(bundle);
  return proofOf(
    bundle,
    scenarios.map((scenario) => runScenario(scenario, rules, engine, options)),
  );
}

/** Combines the results of scenarios that were run one by one. */
export function proofOf(bundle: ResolvedBundle, results: readonly ScenarioResult[]): Proof {
  const rules = bundleRules(bundle);
  const findings = [...results.flatMap((result) => result.findings), ...missingControls(results, rules)];
  const failed = results.some(({ failures }) => failures.length > 0);
  return { bundle, results, findings, ok: !failed && !findings.some(({ level }) => level === 'error') };
}

/** Runs one scenario. */
export function runScenario(
  scenario: AnyScenario,
  base: BundleRules,
  engine: ProofEngine,
  options: RunOptions = {},
): ScenarioResult {
  let rules = base;
  let compiled: CompiledScenario;
  try {
    rules = rulesFor(scenario, base);
    compiled = compileScenario(scenario, rules);
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    const { message, expected, place = scenario.place } = error;
    const finding = scenarioFinding(rules, scenario, {
      check: 'scenario/impossible',
      message,
      expected,
      place,
    });
    return { scenario, failures: [], findings: [finding], alerts: [], records: [] };
  }
  const plan = planScenario(scenario, rules);
  const findings = scenarioFindings(plan, compiled, rules);
  const prepared = { scenario, plan, compiled, findings };
  if (findings.some(({ check }) => check === 'scenario/duplicate-series')) {
    return { ...prepared, failures: [], alerts: [], records: [] };
  }
  try {
    const routed = !findings.some(({ check }) => routingFindings.includes(check));
    const how = { ...options, routed: routed ? rules.routing() : undefined };
    return { ...prepared, ...runInNewSession(engine, plan, compiled, how) };
  } catch (error) {
    const refused = refusal(error);
    if (refused === undefined) throw error;
    const finding = scenarioFinding(rules, scenario, {
      check: 'scenario/refused',
      place: scenario.place,
      message: `Prometheus refuses the scenario: ${refused}`,
      expected: 'rules that Prometheus loads, and fewer series or steps',
    });
    return { ...prepared, findings: [...findings, finding], failures: [], alerts: [], records: [] };
  }
}

/** The message of a request that the engine refuses; undefined for any other error. */
function refusal(error: unknown): string | undefined {
  // By name, as proofs import types of the engine only.
  return error instanceof Error && error.name === 'EngineError' ? error.message : undefined;
}

/** Whether a scenario needs Alertmanager's code. */
export function asksForRouting({ expectations }: AnyScenario): boolean {
  return expectations.some(isRouting);
}

function runInNewSession(
  engine: ProofEngine,
  plan: Plan,
  compiled: CompiledScenario,
  { routed, ...options }: RunOptions & { readonly routed: BundleRouting | undefined },
): ReturnType<typeof runInSession> {
  const { showRouting = false } = options;
  const routing =
    routed && (showRouting || asksForRouting(plan.scenario)) ? routedWith(routed, engine) : undefined;
  const session = openSession(engine, compiled);
  try {
    return runInSession(plan, session, { ...options, routing });
  } finally {
    session.dispose();
  }
}

interface RoutedWith {
  readonly routed: BundleRouting;
  readonly alertmanager: RoutingEngine;
}

function routedWith(routed: BundleRouting, { alertmanager }: ProofEngine): RoutedWith | undefined {
  if (alertmanager === 'left out') return undefined;
  if (alertmanager) return { routed, alertmanager };
  throw new Error('a scenario asks who is notified: expected an engine withAlertmanager()');
}

function runInSession(
  plan: Plan,
  session: EvaluationSession,
  {
    forPromtool = false,
    showRouting = false,
    routing,
  }: RunOptions & { readonly routing: RoutedWith | undefined },
): Pick<ScenarioResult, 'result' | 'dispatch' | 'promtool' | 'failures' | 'alerts' | 'records'> {
  const { compiled } = session;
  const { end } = compiled.clock;
  const names = [...plan.records];
  const presence = names.map((name) => ({ expr: `present_over_time(${name}[${end + 1}s])`, at: end }));
  const samples = [...plan.samples, ...presence];
  const evaluated = forPromtool
    ? evaluateAlsoForPromtool(plan, session, samples)
    : { result: evaluatePlan(plan, session, { samples }), promtool: () => undefined };
  const { result } = evaluated;
  const recorded = new Set(
    names.filter((_, index) => {
      const sample = result.samples[plan.samples.length + index];
      return sample?.ok && sample.result.type === 'vector' && sample.result.samples.length > 0;
    }),
  );
  const watched = showRouting ? stepsOf(compiled) : [];
  const dispatched = routing && dispatch(result, compiled, routing.routed, routing.alertmanager, watched);
  const failed = [...checkPlan(plan, result, end), ...(dispatched ? checkDispatch(plan, dispatched) : [])];
  const failures = failed.map((failure) => ({
    ...failure,
    picture: drawPicture(plan, session, result, failure),
  }));
  return {
    result,
    dispatch: dispatched,
    promtool: failures.length === 0 ? evaluated.promtool() : undefined,
    failures,
    alerts: seenAlerts(plan, result, compiled),
    records: seenRecords(plan, recorded, compiled),
  };
}

/** Seconds since the start at which the rules of a scenario are evaluated. */
function stepsOf({ scenario, clock }: CompiledScenario): number[] {
  return Array.from(
    { length: Math.floor(clock.end / scenario.step) + 1 },
    (_, index) => index * scenario.step,
  );
}

/** The scenarios among the exports of scenario files: each is a scenario or a list of scenarios. */
export function scenariosOf(exported: readonly unknown[]): AnyScenario[] {
  return exported
    .flat(3)
    .filter(
      (value): value is AnyScenario =>
        typeof value === 'object' && value !== null && 'type' in value && value.type === 'scenario',
    );
}
