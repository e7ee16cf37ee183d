import type { ResolvedRule } from '../../resolve/index.js';
import { mentionsAny, notYetRecorded, type ReadingRule, ruleName } from './dependencies.js';
import type { Plan } from './plan.js';
import type { AskedSample, RuleRequest, RuleResult, Stage } from './session.js';

/** Names of rules, in sets that are evaluated one after the other, each over the whole scenario. */
export type Waves = readonly ReadonlySet<string>[];

/**
 * Parts rules so that what a rule reads is recorded in an earlier wave: the engine calculates an expression over
 * finished series many times as fast as one over series that grow, and with the same result, as it sees of them what
 * there is by then. One wave where a rule reads what is recorded only after it: such rules have to take turns.
 *
 * @param rules in the order of their evaluation
 * @param names of those that are meant
 */
export function wavesOf(rules: readonly ReadingRule[], names: ReadonlySet<string>): Waves {
  const meant = rules.filter(({ name }) => names.has(name));
  if (meant.some(({ text }, at) => mentionsAny(text, notYetRecorded(meant, at)))) return [names];
  const waves: Set<string>[] = [];
  let left = meant;
  while (left.length > 0) {
    const unready = new Set(left.map(({ name }) => name));
    const wave = new Set(unready);
    for (const { name, text } of left) if (mentionsAny(text, unready)) wave.delete(name);
    if (wave.size === 0) return [names];
    waves.push(wave);
    left = left.filter(({ name }) => !wave.has(name));
  }
  return waves;
}

export interface WaveRequest {
  readonly replace?: (rule: ResolvedRule) => ResolvedRule;
  readonly samples: readonly AskedSample[];
}

/** Evaluates wave after wave, each on what those before it have recorded; samples are taken in the end. */
export function evaluateWaves(stage: Stage, plan: Plan, waves: Waves, request: WaveRequest): RuleResult {
  const [wave, ...later] = waves;
  const run = waveRequest(plan, wave, request.replace);
  if (later.length === 0) return stage.evaluate({ ...run, samples: request.samples });
  const { result, stage: next } = stage.record(run);
  try {
    const rest = evaluateWaves(next, plan, later, request);
    return {
      timelines: [...result.timelines, ...rest.timelines],
      errors: [...result.errors, ...rest.errors],
      samples: rest.samples,
    };
  } finally {
    next.dispose();
  }
}

/** What one wave asks of a stage; without a wave, of no rule. */
export function waveRequest(
  plan: Plan,
  wave: ReadonlySet<string> | undefined,
  replace?: WaveRequest['replace'],
): RuleRequest {
  const keep = (rule: ResolvedRule): boolean => wave?.has(ruleName(rule)) ?? false;
  return { groups: plan.groups({ keep, ...(replace && { replace }) }), capture: plan.capture };
}
