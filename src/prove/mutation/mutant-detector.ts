import type { ResolvedRule } from '../../resolve/index.js';
import { checkPlan } from '../run/check-plan.js';
import { ruleName, ruleReferences } from '../run/dependencies.js';
import { type DependencyLevels, evaluateLevels, levelRequest } from '../run/dependency-levels.js';
import type { Plan } from '../run/plan.js';
import type { EvaluationSession, RuleResult } from '../run/session.js';
import { type Impact, impactOf } from './impact.js';
import type { Mutant } from './mutate-rule.js';

/** A scenario that passes, its series in the engine, and the result of the unchanged rules. */
export interface Baseline {
  readonly plan: Plan;
  readonly session: EvaluationSession;
  readonly result: RuleResult;
  /** Sessions that also hold recorded series, by the names of these. Dispose of them together with `session`. */
  readonly extendedSessions: Map<string, EvaluationSession>;
}

/** A scenario, prepared to detect the mutants of one rule. */
export interface MutantDetector {
  readonly scenario: string;
  /** Whether the scenario fails with the mutant in place of the rule. */
  detects(mutant: Mutant): boolean;
}

/**
 * Prepares a scenario for all mutants of one rule. Rules that the mutants do not affect are not evaluated again: their
 * samples are recorded once, and their alerts are taken from the result of the unchanged rules.
 */
export function mutantDetector(
  baseline: Baseline,
  original: ResolvedRule,
  mutants: readonly Mutant[],
): MutantDetector {
  const { plan, session } = baseline;
  const to = mutants.map(({ changed }) => changed.expr);
  const rules = ruleReferences(plan, session.compiled, { of: original, to });
  const impact = rules && impactOf(plan, rules, ruleName(original));
  return {
    scenario: plan.scenario.name,
    detects({ changed }) {
      const replace = (rule: ResolvedRule): ResolvedRule => (rule === original ? changed : rule);
      try {
        const result = impact ? evaluateAffected(baseline, impact, replace) : evaluateAll(baseline, replace);
        return checkPlan(plan, result, session.compiled.clock.end, { first: true }).length > 0;
      } catch (error) {
        // A mutant that Prometheus refuses to load is detected by any scenario. A crash of the engine is an error.
        if (error instanceof Error && error.name === 'EngineError') return true;
        throw error;
      }
    },
  };
}

type Replace = (rule: ResolvedRule) => ResolvedRule;

function evaluateAll({ plan, session }: Baseline, replace: Replace): RuleResult {
  const { capture, samples } = plan;
  return session.evaluate({ groups: plan.groups({ replace }), capture, samples });
}

function evaluateAffected(
  baseline: Baseline,
  { affected, levels, inputs, samples }: Impact,
  replace: Replace,
): RuleResult {
  const { plan, result } = baseline;
  const queries = samples.flatMap((at) => plan.samples[at] ?? []);
  const again = evaluateLevels(extendedSession(baseline, inputs), plan, levels, {
    replace,
    samples: queries,
  });
  const sampled = new Map(samples.map((at, index) => [at, again.samples[index]]));
  return {
    timelines: [...result.timelines.filter(({ alert }) => !affected.has(alert)), ...again.timelines],
    errors: again.errors,
    samples: plan.samples.flatMap((_, at) => sampled.get(at) ?? result.samples[at] ?? []),
  };
}

/** The session with the samples of these recording rules; each combination of rules is recorded once. */
function extendedSession(
  { plan, session, extendedSessions }: Baseline,
  inputs: DependencyLevels,
): EvaluationSession {
  let current = session;
  let key = '';
  for (const level of inputs) {
    key += `${[...level].sort().join()}\n`;
    const made = extendedSessions.get(key) ?? current.record(levelRequest(plan, level)).session;
    extendedSessions.set(key, made);
    current = made;
  }
  return current;
}
