import { ruleReferences } from './dependencies.js';
import { dependencyLevels, evaluateLevels, type LevelOptions } from './dependency-levels.js';
import type { Plan } from './plan.js';
import type { EvaluationSession, RuleResult } from './session.js';

/** Evaluates all rules of a plan, by dependency levels if these are known. The result is the same either way. */
export function evaluatePlan(
  plan: Plan,
  session: EvaluationSession,
  request: Omit<LevelOptions, 'replace'>,
): RuleResult {
  const rules = ruleReferences(plan, session.compiled);
  if (!rules) return session.evaluate({ capture: plan.capture, ...request, groups: plan.groups() });
  const levels = dependencyLevels(rules, new Set(rules.map(({ name }) => name)));
  const result = evaluateLevels(session, plan, levels, request);
  // In the order of a single evaluation of all rules.
  const order = new Map(rules.map(({ name }, at) => [name, at]));
  const place = (name: string): number => order.get(name) ?? 0;
  return {
    timelines: result.timelines.toSorted((a, b) => place(a.alert) - place(b.alert)),
    errors: result.errors.toSorted((a, b) => a.at - b.at),
    samples: result.samples,
  };
}
