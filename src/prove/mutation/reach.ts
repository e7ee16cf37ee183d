import type { ResolvedRule } from '../../define/resolve/index.js';
import { mentions } from '../compile/rules.js';
import type { Plan } from '../plan.js';
import { notYetRecorded, type ReadingRule, wavesOf } from './waves.js';

/** What of a scenario a change of one rule can make different. All else is as in the run of the unchanged rules. */
export interface Reach {
  /** Names of the rules to evaluate again: the changed one, and what reads it. */
  readonly touched: ReadonlySet<string>;
  /** The same, in waves that are evaluated one after the other. */
  readonly waves: readonly ReadonlySet<string>[];
  /** Recorded names that these and the touched samples read, and that stay as they are; in waves too. */
  readonly given: readonly ReadonlySet<string>[];
  /** Positions of the expected samples that may be others. */
  readonly samples: readonly number[];
}

/**
 * Follows a change of a rule through a plan. Undefined where a text alone does not tell what a rule reads.
 *
 * @param changes expressions that take the place of the rule's own
 * @param loaded names of the scenario's series
 */
export function reachOf(
  plan: Plan,
  original: ResolvedRule,
  changes: readonly string[],
  loaded: ReadonlySet<string>,
): Reach | undefined {
  const rules = plan.rules.map(
    ({ rule, offset }): ReadingRule => ({
      name: ruleName(rule),
      text: rule === original ? [rule.expr, ...changes].join('\n') : rule.expr,
      late: offset,
    }),
  );
  const samples = plan.samples.map(({ expr }) => expr);
  if ([...rules.map(({ text }) => text), ...samples].some(readsUnnamed)) return undefined;
  if (plan.rules.some(({ rule }) => templatesOf(rule).some(asksItself))) return undefined;
  // A series of the scenario that a rule goes on writing would be cut in two.
  if (rules.some(({ name }) => loaded.has(name))) return undefined;

  const touched = touchedBy(ruleName(original), rules);
  const readsTouched = (text: string): boolean => [...touched].some((name) => mentions(text, name));
  const asked = samples.flatMap((expr, at) => (readsTouched(expr) ? [at] : []));
  const readers = [
    ...rules.filter(({ name }) => touched.has(name)).map(({ text }) => text),
    ...asked.map((at) => samples[at] ?? ''),
  ];
  const given = [...plan.recordsUsedBy(readers)].filter((name) => !touched.has(name));
  return { touched, waves: wavesOf(rules, touched), given: wavesOf(rules, new Set(given)), samples: asked };
}

export function ruleName(rule: ResolvedRule): string {
  return rule.type === 'alert' ? rule.alert : rule.record;
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
      } else if ([...touched].some((one) => mentions(text, one))) touched.add(name);
    }
  }
  return touched;
}

/** Selects series by something else than their name, or those that alerts leave behind. */
function readsUnnamed(expr: string): boolean {
  return /(^|[^\w:])\{|\b__name__\b|\bALERTS|\binfo\s*\(/.test(expr);
}

function templatesOf(rule: ResolvedRule): string[] {
  return rule.type === 'alert' ? Object.values({ ...rule.annotations, ...rule.labels }) : [];
}

/** A template with a query of its own. */
function asksItself(text: string): boolean {
  return /\{\{[^}]*\bquery\b/.test(text);
}
