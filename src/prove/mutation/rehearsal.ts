import type { ResolvedRule } from '../../define/resolve/index.js';
import { checkPlan } from '../check-plan.js';
import type { Plan } from '../plan.js';
import type { RuleResult, Stage } from '../run.js';
import type { Mutant } from './mutate-rule.js';
import { type Reach, reachOf, ruleName } from './reach.js';

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
  const loaded = new Set(stage.compiled.series.map(({ labels }) => labels.__name__ ?? ''));
  const changes = mutants.map(({ changed }) => changed.expr);
  const reach = reachOf(plan, original, changes, loaded);
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

function partly(act: Act, { touched, given, samples }: Reach, replace: Replace): RuleResult {
  const { plan, result } = act;
  const keep = (rule: ResolvedRule): boolean => touched.has(ruleName(rule));
  const again = backdrop(act, given).evaluate({
    groups: plan.groups({ replace, keep }),
    capture: plan.capture,
    samples: samples.flatMap((at) => plan.samples[at] ?? []),
  });
  const sampled = new Map(samples.map((at, index) => [at, again.samples[index]]));
  return {
    timelines: [...result.timelines.filter(({ alert }) => !touched.has(alert)), ...again.timelines],
    errors: again.errors,
    samples: plan.samples.flatMap((_, at) => sampled.get(at) ?? result.samples[at] ?? []),
  };
}

function backdrop({ plan, stage, backdrops }: Act, given: ReadonlySet<string>): Stage {
  if (given.size === 0) return stage;
  const key = [...given].sort().join();
  const known = backdrops.get(key);
  if (known) return known;
  const keep = (rule: ResolvedRule): boolean => rule.type === 'recording' && given.has(rule.record);
  const made = stage.recording(plan.groups({ keep }));
  backdrops.set(key, made);
  return made;
}
