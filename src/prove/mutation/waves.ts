import { mentions } from '../compile/rules.js';

/** A rule by what it reads. */
export interface ReadingRule {
  readonly name: string;
  /** Its expression, or all that it may have. */
  readonly text: string;
  /** It records for a time only after that time. */
  readonly late: boolean;
}

/**
 * Parts rules so that what a rule reads is recorded in an earlier wave over the whole scenario: the engine calculates
 * an expression over finished series many times as fast as one over series that grow. One wave where a rule reads
 * what is recorded only after it: then they have to take turns.
 *
 * @param rules in the order of their evaluation
 * @param names of those that are meant
 */
export function wavesOf(rules: readonly ReadingRule[], names: ReadonlySet<string>): ReadonlySet<string>[] {
  const meant = rules.filter(({ name }) => names.has(name));
  if (meant.some(({ text }, at) => notYetRecorded(meant, at).some((name) => mentions(text, name)))) {
    return [new Set(names)];
  }
  const waves: Set<string>[] = [];
  for (let left = new Set(names); left.size > 0; ) {
    const ready = [...left].filter((name) =>
      meant.every((rule) => rule.name !== name || ![...left].some((one) => mentions(rule.text, one))),
    );
    if (ready.length === 0) return [new Set(names)];
    waves.push(new Set(ready));
    left = new Set([...left].filter((name) => !ready.includes(name)));
  }
  return waves;
}

/** What is recorded for a time only after the rule at a position has been evaluated for it. */
export function notYetRecorded(rules: readonly ReadingRule[], at: number): string[] {
  return rules.flatMap(({ name, late }, place) => (place >= at || late ? [name] : []));
}
