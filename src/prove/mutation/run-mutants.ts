import type { ResolvedRule } from '../../define/resolve/index.js';
import { checkPlan } from '../check-plan.js';
import { bundleRules } from '../compile/rules.js';
import type { Plan } from '../plan.js';
import { type ProofEngine, type RuleResult, type Stage, setStage } from '../run.js';
import type { Proof, ScenarioResult } from '../runner.js';
import { type Mutant, mutateRule } from './mutate-rule.js';

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
  /** Called after each mutant. */
  readonly progress?: (done: number, all: number) => void;
}

/**
 * Changes every rule of a bundle, one thing at a time, and runs the scenarios that are about it until one fails. Only
 * scenarios that pass on the rules as they are can tell; the series of each are loaded once.
 */
export function runMutants(proof: Proof, engine: ProofEngine, options: MutationOptions = {}): MutationProof {
  const rules = bundleRules(proof.bundle);
  const wanted = (name: string): boolean => options.only === undefined || options.only.includes(name);
  const all: ResolvedRule[] = [...rules.records, ...rules.alerts.values()];
  const mutants = all
    .filter((rule) => wanted(nameOf(rule)))
    .flatMap((rule) => mutateRule(rule, rules, engine));
  const troupe = stages(proof, engine);
  try {
    const results = mutants.map((mutant, index): MutantResult => {
      const killer = troupe.find(({ plan, stage }) => concerns(plan, mutant) && notices(plan, stage, mutant));
      options.progress?.(index + 1, mutants.length);
      return { mutant, killedBy: killer?.plan.scenario.name };
    });
    return { bundle: proof.bundle.name, results, score: scoreOf(results) };
  } finally {
    for (const { stage } of troupe) stage.dispose();
  }
}

/** Killed over all, 0 to 1. */
export function scoreOf(results: readonly MutantResult[]): number {
  if (results.length === 0) return 1;
  return results.filter(({ killedBy }) => killedBy !== undefined).length / results.length;
}

interface Act {
  readonly plan: Plan;
  readonly stage: Stage;
}

/** Passing scenarios, the cheapest first. */
function stages({ results }: Proof, engine: ProofEngine): Act[] {
  return results
    .filter((result) => result.result !== undefined && result.failures.length === 0)
    .sort((a, b) => costOf(a) - costOf(b))
    .flatMap(({ plan, compiled }) => (plan && compiled ? [{ plan, stage: setStage(engine, compiled) }] : []));
}

function costOf({ compiled, plan }: ScenarioResult): number {
  if (!compiled || !plan) return 0;
  const { end, step } = compiled.clock;
  return (end / step) * (compiled.series.length + 10 * (plan.alerts.length + plan.records.size));
}

function concerns(plan: Plan, { original }: Mutant): boolean {
  return original.type === 'alert' ? plan.alerts.includes(original) : plan.records.has(original.record);
}

function notices(plan: Plan, stage: Stage, { original, changed }: Mutant): boolean {
  let result: RuleResult;
  try {
    result = stage.evaluate({
      groups: plan.groups((rule) => (rule === original ? changed : rule)),
      capture: plan.capture,
      samples: plan.samples,
    });
  } catch (error) {
    // A change that Prometheus refuses to load is noticed by any scenario; a crashed engine is not.
    if (error instanceof Error && error.name === 'EngineError') return true;
    throw error;
  }
  return checkPlan(plan, result, stage.compiled.clock.end, { first: true }).length > 0;
}

function nameOf(rule: ResolvedRule): string {
  return rule.type === 'alert' ? rule.alert : rule.record;
}
