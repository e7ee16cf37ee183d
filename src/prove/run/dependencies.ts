import type { ResolvedRule } from '../../resolve/index.js';
import { mentions } from '../compile/rules.js';
import type { CompiledScenario } from '../compile/story.js';
import type { Plan } from './plan.js';

/** A rule by what it reads. */
export interface ReadingRule {
  readonly name: string;
  /** Its expression, or all that it may have. */
  readonly text: string;
  /** It records for a time only after that time. */
  readonly late: boolean;
}

/**
 * The rules of a plan in the order of their evaluation. Undefined where texts alone do not tell what a rule reads.
 *
 * @param changes expressions that take the place of a rule's own
 */
export function readingRules(
  plan: Plan,
  { series }: CompiledScenario,
  changes: { readonly of?: ResolvedRule; readonly to: readonly string[] } = { to: [] },
): readonly ReadingRule[] | undefined {
  const rules = plan.rules.map(({ rule, offset }) => ({
    name: ruleName(rule),
    text: rule === changes.of ? [rule.expr, ...changes.to].join('\n') : rule.expr,
    late: offset,
  }));
  const texts = [...rules.map(({ text }) => text), ...plan.samples.map(({ expr }) => expr)];
  if (texts.some((text) => readsUnnamed(text) || readsAhead(text))) return;
  if (plan.rules.some(({ rule }) => templatesOf(rule).some(asksItself))) return;
  // A series of the scenario that a rule goes on writing would be cut in two.
  const loaded = new Set(series.map(({ labels }) => labels.__name__));
  return rules.some(({ name }) => loaded.has(name)) ? undefined : rules;
}

export function ruleName(rule: ResolvedRule): string {
  return rule.type === 'alert' ? rule.alert : rule.record;
}

export function mentionsAny(text: string, names: Iterable<string>): boolean {
  for (const name of names) if (mentions(text, name)) return true;
  return false;
}

/** What is recorded for a time only after the rule at a position has been evaluated for it. */
export function notYetRecorded(rules: readonly ReadingRule[], at: number): string[] {
  return rules.flatMap(({ name, late }, place) => (place >= at || late ? [name] : []));
}

/** Selects series by something else than their name, or those that alerts leave behind. */
function readsUnnamed(expr: string): boolean {
  return /(^|[^\w:])\{|\b__name__\b|\bALERTS|\binfo\s*\(/.test(expr);
}

/** Looks at times after its own, where a series that grows has nothing yet. */
function readsAhead(expr: string): boolean {
  return /\boffset\s*(-|\()|@\s*[-+\d.]/.test(expr);
}

function templatesOf(rule: ResolvedRule): string[] {
  return rule.type === 'alert' ? Object.values({ ...rule.annotations, ...rule.labels }) : [];
}

/** A template with a query of its own. */
function asksItself(text: string): boolean {
  return /\{\{[^}]*\bquery\b/.test(text);
}
