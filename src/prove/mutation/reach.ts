import { mentions } from '../compile/rules.js';
import { mentionsAny, notYetRecorded, type ReadingRule } from '../run/dependencies.js';
import { type Waves, wavesOf } from '../run/dependency-levels.js';
import type { Plan } from '../run/plan.js';

/** What of a scenario a change of one rule can make different. All else is as in the run of the unchanged rules. */
export interface Reach {
  /** Names of the rules to evaluate again: the changed one, and what reads it. */
  readonly touched: ReadonlySet<string>;
  readonly waves: Waves;
  /** Recorded names that these and the touched samples read, and that stay as they are. */
  readonly given: Waves;
  /** Positions of the expected samples that may be others. */
  readonly samples: readonly number[];
}

/** Follows a change of a rule, by its name, through a plan. */
export function reachOf(plan: Plan, rules: readonly ReadingRule[], changed: string): Reach {
  const touched = touchedBy(changed, rules);
  const samples = plan.samples.flatMap(({ expr }, at) => (mentionsAny(expr, touched) ? [at] : []));
  const readers = [
    ...rules.filter(({ name }) => touched.has(name)).map(({ text }) => text),
    ...samples.map((at) => plan.samples[at]?.expr ?? ''),
  ];
  const given = [...plan.recordsUsedBy(readers)].filter((name) => !touched.has(name));
  return { touched, waves: wavesOf(rules, touched), given: wavesOf(rules, new Set(given)), samples };
}

/** The rule, those that read it, and those that they read before it is recorded. */
function touchedBy(changed: string, rules: readonly ReadingRule[]): Set<string> {
  const touched = new Set([changed]);
  let before = 0;
  while (touched.size > before) {
    before = touched.size;
    for (const [at, { name, text }] of rules.entries()) {
      if (touched.has(name)) {
        // From the start it would be there too early.
        for (const other of notYetRecorded(rules, at)) if (mentions(text, other)) touched.add(other);
      } else if (mentionsAny(text, touched)) touched.add(name);
    }
  }
  return touched;
}
