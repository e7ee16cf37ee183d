import type { ResolvedRule } from '../../resolve/index.js';
import { mentionsAny, notYetRecorded, type RuleReferences, ruleName } from './dependencies.js';
import type { Plan } from './plan.js';
import type { EvaluationSession, RuleRequest, RuleResult, SampleQuery } from './session.js';

/** Sets of rule names that are evaluated one after the other, each over the whole scenario. */
export type DependencyLevels = readonly ReadonlySet<string>[];

/**
 * Groups rules so that a rule depends on earlier levels only: the engine evaluates an expression over complete series
 * many times faster than one over series that grow, with the same result. There is a single level if a rule depends on
 * samples that are recorded after its evaluation.
 *
 * @param rules in the order of their evaluation
 * @param names of the rules to group
 */
export function dependencyLevels(
  rules: readonly RuleReferences[],
  names: ReadonlySet<string>,
): DependencyLevels {
  const selected = rules.filter(({ name }) => names.has(name));
  if (selected.some(({ text }, at) => mentionsAny(text, notYetRecorded(selected, at)))) return [names];
  const levels: Set<string>[] = [];
  let left = selected;
  while (left.length > 0) {
    const unready = new Set(left.map(({ name }) => name));
    const level = new Set(unready);
    for (const { name, text } of left) if (mentionsAny(text, unready)) level.delete(name);
    if (level.size === 0) return [names];
    levels.push(level);
    left = left.filter(({ name }) => !level.has(name));
  }
  return levels;
}

export interface LevelOptions {
  readonly replace?: (rule: ResolvedRule) => ResolvedRule;
  readonly samples: readonly SampleQuery[];
  /** See `RuleRequest`. @default those of the plan */
  readonly capture?: readonly number[];
  /** See `RuleRequest`. */
  readonly asPromtool?: boolean;
}

/** Evaluates level by level, each with the samples that the levels before it recorded; queries come last. */
export function evaluateLevels(
  session: EvaluationSession,
  plan: Plan,
  levels: DependencyLevels,
  request: LevelOptions,
): RuleResult {
  const [level, ...later] = levels;
  const run = levelRequest(plan, level, request);
  if (later.length === 0) return session.evaluate({ ...run, samples: request.samples });
  const { result, session: next } = session.record(run);
  try {
    const rest = evaluateLevels(next, plan, later, request);
    return {
      timelines: [...result.timelines, ...rest.timelines],
      errors: [...result.errors, ...rest.errors],
      samples: rest.samples,
    };
  } finally {
    next.dispose();
  }
}

/** The request that evaluates one level; without a level, no rule. */
export function levelRequest(
  plan: Plan,
  level: ReadonlySet<string> | undefined,
  { replace, capture = plan.capture, asPromtool = false }: Omit<LevelOptions, 'samples'> = {},
): RuleRequest {
  const keep = (rule: ResolvedRule): boolean => level?.has(ruleName(rule)) ?? false;
  return { groups: plan.groups({ keep, ...(replace && { replace }) }), capture, asPromtool };
}
