import type { ResolvedRule } from '../../resolve/index.js';
import { bundleRules } from '../compile/rules.js';
import { ruleName } from '../run/dependencies.js';
import type { Plan } from '../run/plan.js';
import type { Proof } from '../run/runner.js';
import type { ScenarioResult } from '../run/scenario-result.js';
import { openSession, type ProofEngine } from '../run/session.js';
import { type Baseline, mutantDetector } from './mutant-detector.js';
import { type Mutant, mutateRule } from './mutate-rule.js';

export interface MutantResult {
  readonly mutant: Mutant;
  /** The first scenario that detected the mutant; undefined for a survivor. */
  readonly killedBy?: string | undefined;
}

/** Which mutants of a bundle's rules its scenarios detect. */
export interface MutationProof {
  readonly bundle: string;
  readonly results: readonly MutantResult[];
  /** Ratio of mutants that a scenario detected, 0 to 1; 1 if there are no mutants. */
  readonly score: number;
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
 * Mutates every rule of a bundle, one change at a time, and runs the scenarios that concern the rule until one fails.
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
  const count = changes.reduce((sum, { mutants }) => sum + mutants.length, 0);
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
  } finally {
    for (const { session, extendedSessions } of baselines) {
      for (const one of [session, ...extendedSessions.values()]) one.dispose();
    }
  }
  return { bundle: proof.bundle.name, results, score: scoreOf(results) };
}

/** Killed over all, 0 to 1. */
export function scoreOf(results: readonly MutantResult[]): number {
  if (results.length === 0) return 1;
  return results.filter(({ killedBy }) => killedBy !== undefined).length / results.length;
}

/** Passing scenarios, the cheapest first. */
function baselinesOf({ results }: Proof, engine: ProofEngine): Baseline[] {
  return results
    .filter(({ result, failures }) => result !== undefined && failures.length === 0)
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
