import { readingRules } from './dependencies.js';
import { evaluateWaves, wavesOf } from './dependency-levels.js';
import type { Plan } from './plan.js';
import type { AskedSample, RuleResult, Stage } from './session.js';

/** Evaluates all rules of a plan, in waves where its rules allow that. The result does not depend on it. */
export function evaluatePlan(plan: Plan, stage: Stage, samples: readonly AskedSample[]): RuleResult {
  const rules = readingRules(plan, stage.compiled);
  if (!rules) return stage.evaluate({ groups: plan.groups(), capture: plan.capture, samples });
  const result = evaluateWaves(stage, plan, wavesOf(rules, new Set(rules.map(({ name }) => name))), {
    samples,
  });
  // As one evaluation of all would tell it.
  const order = new Map(rules.map(({ name }, at) => [name, at]));
  const place = (name: string): number => order.get(name) ?? 0;
  return {
    timelines: result.timelines.toSorted((a, b) => place(a.alert) - place(b.alert)),
    errors: result.errors.toSorted((a, b) => a.at - b.at),
    samples: result.samples,
  };
}
