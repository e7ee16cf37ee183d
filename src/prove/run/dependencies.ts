import type { ResolvedRule } from '../../resolve/index.js';
import { mentions } from '../compile/mentions.js';
import type { CompiledScenario } from '../compile/scenario.js';
import type { Plan } from './plan.js';

/** A rule, and the text in which it refers to other rules. */
export interface RuleReferences {
  readonly name: string;
  /** Its expression, or all expressions that it may have. */
  readonly text: string;
  /** It records the samples of a time after that time, as its group has a query offset. */
  readonly delayed: boolean;
}

/**
 * The rules of a plan in the order of their evaluation. Undefined if the dependencies of a rule do not follow from its
 * text.
 *
 * @param changes expressions that replace the expression of a rule
 */
export function ruleReferences(
  plan: Plan,
  { series }: CompiledScenario,
  changes: { readonly of?: ResolvedRule; readonly to: readonly string[] } = { to: [] },
): readonly RuleReferences[] | undefined {
  const rules = plan.rules.map(({ rule, offset }) => ({
    name: ruleName(rule),
    text: rule === changes.of ? [rule.expr, ...changes.to].join('\n') : rule.expr,
    delayed: offset,
  }));
  const texts = [...rules.map(({ text }) => text), ...plan.samples.map(({ expr }) => expr)];
  if (texts.some((text) => selectsWithoutName(text) || selectsFuture(text))) return;
  if (plan.rules.some(({ rule }) => templatesOf(rule).some(hasQuery))) return;
  // A series of the scenario to which a rule adds samples would be split in two.
  const loaded = new Set(series.map(({ labels }) => labels.__name__));
  return rules.some(({ name }) => loaded.has(name)) ? undefined : rules;
}

/** The unique key of a rule: the key of an alert, or the name of the recorded series. */
export function ruleName(rule: ResolvedRule): string {
  return rule.type === 'alert' ? rule.key : rule.record;
}

export function mentionsAny(text: string, names: Iterable<string>): boolean {
  for (const name of names) if (mentions(text, name)) return true;
  return false;
}

/** Names whose samples of a time are recorded after the rule at a position was evaluated for that time. */
export function notYetRecorded(rules: readonly RuleReferences[], at: number): string[] {
  return rules.flatMap(({ name, delayed }, place) => (place >= at || delayed ? [name] : []));
}

/** Has a selector without a metric name, or one of the series of alerts. */
function selectsWithoutName(expr: string): boolean {
  return /(^|[^\w:])\{|\b__name__\b|\bALERTS|\binfo\s*\(/.test(expr);
}

/** Selects samples after the time of evaluation, which are not recorded yet. */
function selectsFuture(expr: string): boolean {
  return /\boffset\s*(-|\()|@\s*[-+\d.]/.test(expr);
}

function templatesOf(rule: ResolvedRule): string[] {
  return rule.type === 'alert' ? Object.values({ ...rule.annotations, ...rule.labels }) : [];
}

/** Whether a template runs a query. */
function hasQuery(text: string): boolean {
  return /\{\{[^}]*\bquery\b/.test(text);
}
