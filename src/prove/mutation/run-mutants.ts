import type { ResolvedRule } from '../../resolve/index.js';
import { bundleRules } from '../compile/rules.js';
import { ruleName } from '../run/dependencies.js';
import type { Plan } from '../run/plan.js';
import type { Proof, ScenarioResult } from '../run/runner.js';
import { type ProofEngine, setStage } from '../run/session.js';
import { type Mutant, mutateRule } from './mutate-rule.js';
import { type Act, rehearse } from './rehearsal.js';

export interface MutantResult {
  readonly mutant: Mutant;
  /** The first scenario that noticed; undefined for a survivor. */
  readonly killedBy?: string | undefined;
}

/** What the scenarios of a bundle notice of its rules being changed. */
export interface MutationProof {
  readonly bundle: string;
  readonly results: readonly MutantResult[];
  /** Share of the mutants that a scenario noticed, 0 to 1; 1 where there are none. */
  readonly score: number;
}

export interface MutationOptions {
  /** Rules to change, by name. @default all */
  readonly only?: readonly string[];
  /**
   * Tries one change of so many, spread evenly over the rules; a whole number from 1. For tests of this mechanism: what
   * scenarios are worth is told by all changes alone. @default 1
   */
  readonly oneOf?: number;
  /** Called after each mutant. */
  readonly progress?: (done: number, all: number) => void;
}

/**
 * Changes every rule of a bundle, one thing at a time, and runs the scenarios that are about it until one fails. Only
 * scenarios that pass on the rules as they are can tell; the series of each are loaded once, and what a change cannot
 * reach is recorded once.
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
  const acts = actsOf(proof, engine);
  const results: MutantResult[] = [];
  try {
    for (const { rule, mutants } of changes) {
      const troupe = acts
        .filter(({ plan }) => concerns(plan, rule))
        .map((act) => rehearse(act, rule, mutants));
      for (const mutant of mutants) {
        const killer = troupe.find((rehearsal) => rehearsal.notices(mutant));
        results.push({ mutant, killedBy: killer?.scenario });
        options.progress?.(results.length, count);
      }
    }
  } finally {
    for (const { stage, backdrops } of acts) {
      for (const one of [stage, ...backdrops.values()]) one.dispose();
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
function actsOf({ results }: Proof, engine: ProofEngine): Act[] {
  return results
    .filter(({ result, failures }) => result !== undefined && failures.length === 0)
    .sort((a, b) => costOf(a) - costOf(b))
    .flatMap(({ plan, compiled, result }) =>
      plan && compiled && result
        ? [{ plan, result, stage: setStage(engine, compiled), backdrops: new Map() }]
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
