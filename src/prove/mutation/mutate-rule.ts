import type { Duration } from '../../catalog/index.js';
import { autoWindow, type Node, type PrintContext, print } from '../../query/index.js';
import { type ResolvedRule, ruleMatchers } from '../../resolve/index.js';
import type { BundleRules } from '../compile/rules.js';
import { ruleName } from '../run/dependencies.js';
import type { ProofEngine } from '../run/session.js';
import { durationText, secondsOf } from '../scenario/time.js';
import { withoutRaw } from './from-ast.js';
import { mutateNode } from './mutate-node.js';
import { type MutationKind, nearbyDurations, windowAdvice } from './mutated-node.js';
import { parts } from './tree.js';

/** One change that a scenario should detect. */
export interface AnyMutant {
  /** Name of the alert or of the recorded series, or of a part of the routing. */
  readonly rule: string;
  readonly kind: MutationKind;
  readonly change: string;
  /** What in a scenario would detect it. */
  readonly killedBy: string;
}

/** A rule with one change. */
export interface Mutant extends AnyMutant {
  readonly original: ResolvedRule;
  readonly changed: ResolvedRule;
}

/** All mutants of a rule. Mutants with the same expression count once, and those equal to the rule do not count. */
export function mutateRule(rule: ResolvedRule, rules: BundleRules, engine: ProofEngine): Mutant[] {
  const { over } = rule.source;
  const context: PrintContext = {
    window: over,
    inject: ruleMatchers(rules.bundle.source),
  };
  const written = rule.type === 'alert' ? rule.source.condition.node : rule.source.rule;
  const node = withoutRaw(written, context, rules.bundle.metrics, engine);
  const base = { rule: ruleName(rule), original: rule };
  const expressions = new Set([rule.expr, print(node, context)]);
  const mutants: Mutant[] = [];
  const recorded = (name: string): Node | undefined =>
    rules.records.find(({ record }) => record === name)?.source.rule;
  const add = (expr: string, about: Pick<Mutant, 'kind' | 'change' | 'killedBy'>): void => {
    if (expressions.has(expr)) return;
    expressions.add(expr);
    mutants.push({ ...base, ...about, changed: { ...rule, expr } });
  };
  for (const { node: changed, ...about } of mutateNode(node, recorded)) add(print(changed, context), about);
  if (usesAutoWindow(node)) {
    for (const other of nearbyDurations(over)) {
      const change = `the window of the rates, ${over}, becomes ${other}`;
      add(print(node, { ...context, window: other }), { kind: 'window', change, killedBy: windowAdvice });
    }
  }
  if (rule.type === 'alert') mutants.push(...changedTimes(rule, base));
  return mutants;
}

function usesAutoWindow(node: Node): boolean {
  for (const part of parts(node)) {
    if ((part.type === 'range' || part.type === 'subquery') && part.window === autoWindow) return true;
  }
  return false;
}

/** `for` of the mutant of an alert without `for`, in seconds. */
const anyWait = 300;

function changedTimes(
  rule: Extract<ResolvedRule, { type: 'alert' }>,
  base: Pick<Mutant, 'rule' | 'original'>,
): Mutant[] {
  const wait = secondsOf(rule.for);
  const waits = wait === 0 ? [anyWait] : [wait / 2, wait * 2];
  const mutants = waits.map((other): Mutant => {
    const text = durationText(other) as Duration;
    return {
      ...base,
      kind: 'for',
      change: `for: ${rule.for} becomes ${text}`,
      killedBy:
        other > wait
          ? `firesWithin or firingAt sooner than ${text} after the condition begins to hold`
          : `pendingAt or firesWithin between ${text} and ${rule.for} after the condition begins to hold`,
      changed: { ...rule, for: text },
    };
  });
  if (rule.keepFiringFor === undefined) return mutants;
  const { keepFiringFor: _, ...rest } = rule;
  mutants.push({
    ...base,
    kind: 'for',
    change: `keep_firing_for: ${rule.keepFiringFor} is removed`,
    killedBy: `firingAt within ${rule.keepFiringFor} after the condition has ended`,
    changed: rest,
  });
  return mutants;
}
