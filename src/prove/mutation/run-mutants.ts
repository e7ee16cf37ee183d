import type { ResolvedRule } from '../../resolve/index.js';
import { type BundleRules, bundleRules } from '../compile/rules.js';
import { isOfBaseRules } from '../export/cases.js';
import { ruleName } from '../run/dependencies.js';
import type { Plan } from '../run/plan.js';
import type { Proof } from '../run/runner.js';
import type { ScenarioResult } from '../run/scenario-result.js';
import { openSession, type ProofEngine } from '../run/session.js';
import { type Baseline, mutantDetector } from './mutant-detector.js';
import { type AnyMutant, mutateRule } from './mutate-rule.js';
import { routingMutation } from './routing-mutants.js';

export interface MutantResult {
  readonly mutant: AnyMutant;
  /** The first scenario that detected the mutant; undefined for a survivor. */
  readonly killedBy?: string | undefined;
}

/** Which mutants of a bundle's rules its scenarios detect. */
export interface MutationProof {
  readonly bundle: string;
  readonly results: readonly MutantResult[];
  /** Ratio of mutants that a scenario detected, 0 to 1; undefined if there are no mutants. */
  readonly score: number | undefined;
  /** The same for the mutants of the routing alone. */
  readonly routingScore: number | undefined;
}

export interface MutationOptions {
  /** Names of the rules to mutate. @default all */
  readonly only?: readonly string[];
  /**
   * Runs one mutant out of this many, spread evenly over the rules; an integer from 1. For tests of the mutation
   * itself: only the score over all mutants measures the scenarios. @default 1
   */
  readonly oneOf?: number;
  /** Called after each mutant. */
  readonly progress?: (done: number, all: number) => void;
}

/**
 * Mutates every rule and the routing of a bundle, one change at a time, and runs the scenarios that concern the rule until one fails.
 * Only scenarios that pass with the unchanged rules take part. The series of a scenario are loaded once, and rules that a
 * mutant does not affect are evaluated once.
 */
export function runMutants(proof: Proof, engine: ProofEngine, options: MutationOptions = {}): MutationProof {
  const rules = bundleRules(proof.bundle);
  const wanted = (name: string): boolean => options.only === undefined || options.only.includes(name);
  const all: ResolvedRule[] = [...rules.records, ...rules.alerts.values()];
  let number = 0;
  const sampled = (): boolean => number++ % (options.oneOf ?? 1) === 0;
  const changes = all
    .filter((rule) => wanted(ruleName(rule)))
    .map((rule) => ({ rule, mutants: mutateRule(rule, rules, engine).filter(sampled) }))
    .filter(({ mutants }) => mutants.length > 0);
  const routing = options.only === undefined ? routingMutationOf(proof, rules, engine) : undefined;
  const routes = routing?.mutants.filter(sampled) ?? [];
  const count = changes.reduce((sum, { mutants }) => sum + mutants.length, routes.length);
  const baselines = baselinesOf(proof, engine);
  const results: MutantResult[] = [];
  try {
    for (const { rule, mutants } of changes) {
      const detectors = baselines
        .filter(({ plan }) => concerns(plan, rule))
        .map((baseline) => mutantDetector(baseline, rule, mutants));
      for (const mutant of mutants) {
        const killer = detectors.find((detector) => detector.detects(mutant));
        results.push({ mutant, killedBy: killer?.scenario });
        options.progress?.(results.length, count);
      }
    }
    for (const mutant of routes) {
      results.push({ mutant, killedBy: routing?.killer(mutant) });
      options.progress?.(results.length, count);
    }
  } finally {
    for (const { session, extendedSessions } of baselines) {
      for (const one of [session, ...extendedSessions.values()]) one.dispose();
    }
  }
  const routingScore = scoreOf(results.filter(({ mutant }) => mutant.kind === 'routing'));
  return { bundle: proof.bundle.name, results, score: scoreOf(results), routingScore };
}

/** Undefined without routing, or without Alertmanager's code. */
function routingMutationOf({ results }: Proof, rules: BundleRules, { alertmanager }: ProofEngine) {
  const routed = rules.routing();
  if (!routed || !alertmanager || alertmanager === 'left out') return undefined;
  return routingMutation(routed, results, alertmanager);
}

/** Killed over all, 0 to 1; undefined if there are none. */
export function scoreOf(results: readonly MutantResult[]): number | undefined {
  if (results.length === 0) return undefined;
  return results.filter(({ killedBy }) => killedBy !== undefined).length / results.length;
}

/** Passing scenarios, the cheapest first. */
function baselinesOf({ results }: Proof, engine: ProofEngine): Baseline[] {
  return results
    .filter(
      ({ scenario, result, failures }) =>
        result !== undefined && failures.length === 0 && isOfBaseRules(scenario),
    )
    .sort((a, b) => costOf(a) - costOf(b))
    .flatMap(({ plan, compiled, result }) =>
      plan && compiled && result
        ? [{ plan, result, session: openSession(engine, compiled), extendedSessions: new Map() }]
        : [],
    );
}

function costOf({ compiled, plan }: ScenarioResult): number {
  if (!compiled || !plan) return 0;
  const { end, step } = compiled.clock;
  return (end / step) * (compiled.series.length + 10 * (plan.alerts.length + plan.records.size));
}

function concerns(plan: Plan, rule: ResolvedRule): boolean {
  return rule.type === 'alert' ? plan.alerts.includes(rule) : plan.records.has(rule.record);
}
