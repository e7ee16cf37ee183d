import type { ResolvedRule } from '../../resolve/index.js';
import { checkPlan } from '../run/check-plan.js';
import { readingRules, ruleName } from '../run/dependencies.js';
import { evaluateWaves, type Waves, waveRequest } from '../run/dependency-levels.js';
import type { Plan } from '../run/plan.js';
import type { RuleResult, Stage } from '../run/session.js';
import type { Mutant } from './mutate-rule.js';
import { type Reach, reachOf } from './reach.js';

/** A scenario that holds, its series in the engine, and what the unchanged rules have given. */
export interface Act {
  readonly plan: Plan;
  readonly stage: Stage;
  readonly result: RuleResult;
  /** Stages with recorded series besides, by the names of those. To be disposed of with the stage. */
  readonly backdrops: Map<string, Stage>;
}

/** A scenario in front of changes of one rule. */
export interface Rehearsal {
  readonly scenario: string;
  /** Whether the scenario fails with the changed rule. */
  notices(mutant: Mutant): boolean;
}

/**
 * Prepares a scenario for all changes of one rule: what none of them can reach is recorded once and read from there,
 * or taken from the run of the unchanged rules.
 */
export function rehearse(act: Act, original: ResolvedRule, mutants: readonly Mutant[]): Rehearsal {
  const { plan, stage } = act;
  const to = mutants.map(({ changed }) => changed.expr);
  const rules = readingRules(plan, stage.compiled, { of: original, to });
  const reach = rules && reachOf(plan, rules, ruleName(original));
  return {
    scenario: plan.scenario.name,
    notices({ changed }) {
      const replace = (rule: ResolvedRule): ResolvedRule => (rule === original ? changed : rule);
      try {
        const result = reach ? partly(act, reach, replace) : wholly(act, replace);
        return checkPlan(plan, result, stage.compiled.clock.end, { first: true }).length > 0;
      } catch (error) {
        // A change that Prometheus refuses to load is noticed by any scenario; a crashed engine is not.
        if (error instanceof Error && error.name === 'EngineError') return true;
        throw error;
      }
    },
  };
}

type Replace = (rule: ResolvedRule) => ResolvedRule;

function wholly({ plan, stage }: Act, replace: Replace): RuleResult {
  const { capture, samples } = plan;
  return stage.evaluate({ groups: plan.groups({ replace }), capture, samples });
}

function partly(act: Act, { touched, waves, given, samples }: Reach, replace: Replace): RuleResult {
  const { plan, result } = act;
  const asked = samples.flatMap((at) => plan.samples[at] ?? []);
  const again = evaluateWaves(backdrop(act, given), plan, waves, { replace, samples: asked });
  const sampled = new Map(samples.map((at, index) => [at, again.samples[index]]));
  return {
    timelines: [...result.timelines.filter(({ alert }) => !touched.has(alert)), ...again.timelines],
    errors: again.errors,
    samples: plan.samples.flatMap((_, at) => sampled.get(at) ?? result.samples[at] ?? []),
  };
}

/** The stage with the given records: each combination of them is recorded once. */
function backdrop({ plan, stage, backdrops }: Act, given: Waves): Stage {
  let on = stage;
  let key = '';
  for (const wave of given) {
    key += `${[...wave].sort().join()}\n`;
    const made = backdrops.get(key) ?? on.record(waveRequest(plan, wave)).stage;
    backdrops.set(key, made);
    on = made;
  }
  return on;
}
