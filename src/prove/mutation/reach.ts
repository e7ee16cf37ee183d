import type { ResolvedRule } from '../../define/resolve/index.js';
import { mentions } from '../compile/rules.js';
import type { Plan } from '../plan.js';

/** What of a scenario a change of one rule can make different. All else is as in the run of the unchanged rules. */
export interface Reach {
  /** Rules to evaluate again, by name: the changed one, and what reads it. */
  readonly touched: ReadonlySet<string>;
  /** Recorded names that these and the touched samples read, and that stay as they are. */
  readonly given: ReadonlySet<string>;
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
  const rules = plan.rules.map(({ rule, offset }) => ({
    name: ruleName(rule),
    recorded: rule.type === 'recording',
    text: rule === original ? [rule.expr, ...changes].join('\n') : rule.expr,
    offset,
    templates: rule.type === 'alert' ? { ...rule.labels, ...rule.annotations } : {},
  }));
  const samples = plan.samples.map(({ expr }) => expr);
  if ([...rules.map(({ text }) => text), ...samples].some(readsUnnamed)) return undefined;
  if (rules.some(({ templates }) => Object.values(templates).some(asksItself))) return undefined;
  // A series of the scenario that a rule goes on writing would be cut in two.
  if (rules.some(({ name }) => loaded.has(name))) return undefined;

  const touched = new Set([ruleName(original)]);
  const reads = (text: string): boolean => [...touched].some((name) => mentions(text, name));
  let before = 0;
  while (touched.size > before) {
    before = touched.size;
    for (const [at, { name, text }] of rules.entries()) {
      if (!touched.has(name)) {
        if (reads(text)) touched.add(name);
        continue;
      }
      // What is recorded after it is read would be there too early if it were there from the start.
      for (const [place, other] of rules.entries()) {
        if (!other.recorded || (place < at && !other.offset)) continue;
        if (mentions(text, other.name)) touched.add(other.name);
      }
    }
  }
  const asked = samples.flatMap((expr, at) => (reads(expr) ? [at] : []));
  const readers = [
    ...rules.filter(({ name }) => touched.has(name)).map(({ text }) => text),
    ...asked.map((at) => samples[at] ?? ''),
  ];
  const given = [...plan.recordsUsedBy(readers)].filter((name) => !touched.has(name));
  return { touched, given: new Set(given), samples: asked };
}

export function ruleName(rule: ResolvedRule): string {
  return rule.type === 'alert' ? rule.alert : rule.record;
}

/** Selects series by something else than their name, or those that alerts leave behind. */
function readsUnnamed(expr: string): boolean {
  return /(^|[^\w:])\{|\b__name__\b|\bALERTS|\binfo\s*\(/.test(expr);
}

/** A template with a query of its own. */
function asksItself(text: string): boolean {
  return /\{\{[^}]*\bquery\b/.test(text);
}
