import { mentions } from '../compile/mentions.js';
import { mentionsAny, notYetRecorded, type RuleReferences } from '../run/dependencies.js';
import { type DependencyLevels, dependencyLevels } from '../run/dependency-levels.js';
import type { Plan } from '../run/plan.js';

/** The part of a scenario's result that a change of one rule can affect. The rest is as with the unchanged rules. */
export interface Impact {
  /** Names of the rules to evaluate again: the changed rule and the rules that depend on it. */
  readonly affected: ReadonlySet<string>;
  readonly levels: DependencyLevels;
  /** Recording rules that the affected rules and samples depend on, and that are not affected. */
  readonly inputs: DependencyLevels;
  /** Indexes of the expected samples that can differ. */
  readonly samples: readonly number[];
}

/** The impact of a change of a rule, given by its name, on a plan. */
export function impactOf(plan: Plan, rules: readonly RuleReferences[], changed: string): Impact {
  const affected = affectedBy(changed, rules);
  const samples = plan.samples.flatMap(({ expr }, at) => (mentionsAny(expr, affected) ? [at] : []));
  const readers = [
    ...rules.filter(({ name }) => affected.has(name)).map(({ text }) => text),
    ...samples.map((at) => plan.samples[at]?.expr ?? ''),
  ];
  const inputs = [...plan.recordsUsedBy(readers)].filter((name) => !affected.has(name));
  return {
    affected,
    levels: dependencyLevels(rules, affected),
    inputs: dependencyLevels(rules, new Set(inputs)),
    samples,
  };
}

/** The rule, the rules that depend on it, and those that these depend on before they are recorded. */
function affectedBy(changed: string, rules: readonly RuleReferences[]): Set<string> {
  const affected = new Set([changed]);
  let before = 0;
  while (affected.size > before) {
    before = affected.size;
    for (const [at, { name, text }] of rules.entries()) {
      if (affected.has(name)) {
        // Recorded in advance, its samples would be there too early.
        for (const other of notYetRecorded(rules, at)) if (mentions(text, other)) affected.add(other);
      } else if (mentionsAny(text, affected)) affected.add(name);
    }
  }
  return affected;
}
