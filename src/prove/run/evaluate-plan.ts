import { ruleReferences } from './dependencies.js';
import { dependencyLevels, evaluateLevels } from './dependency-levels.js';
import type { Plan } from './plan.js';
import type { EvaluationSession, RuleResult, SampleQuery } from './session.js';

/** Evaluates all rules of a plan, by dependency levels if these are known. The result is the same either way. */
export function evaluatePlan(
  plan: Plan,
  session: EvaluationSession,
  samples: readonly SampleQuery[],
): RuleResult {
  const rules = ruleReferences(plan, session.compiled);
  if (!rules) return session.evaluate({ groups: plan.groups(), capture: plan.capture, samples });
  const result = evaluateLevels(
    session,
    plan,
    dependencyLevels(rules, new Set(rules.map(({ name }) => name))),
    {
      samples,
    },
  );
  // In the order of a single evaluation of all rules.
  const order = new Map(rules.map(({ name }, at) => [name, at]));
  const place = (name: string): number => order.get(name) ?? 0;
  return {
    timelines: result.timelines.toSorted((a, b) => place(a.alert) - place(b.alert)),
    errors: result.errors.toSorted((a, b) => a.at - b.at),
    samples: result.samples,
  };
}
