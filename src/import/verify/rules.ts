import { parseDuration } from '../../catalog/duration.js';
import { counted } from '../../check/index.js';
import { byCodeUnit } from '../../compare.js';
import type { Engine } from '../../engine/index.js';
import type { InputRule } from '../model.js';
import { normalForm } from '../promql/normal.js';
import type { PreparedGroup } from '../write/rules.js';
import { type Difference, differences } from './difference.js';

/** A rule group as rule files have it. */
export interface BuiltGroup {
  readonly name: string;
  readonly rules: readonly object[];
}

/**
 * Holds the rules that a build gives against those of the input. The same in meaning are: expressions that Prometheus
 * reads as the same tree (parentheses and white space, the order of labels in groupings and of matchers, arithmetic on
 * numbers, units of durations, an escaped slash in a pattern); a duration of zero and none; durations of one length;
 * rules on log lines in another order within their group; groups in another order, and the name of a group that two files have.
 */
export function compareRules(
  input: readonly PreparedGroup[],
  built: readonly BuiltGroup[],
  engine: Engine,
): Difference[] {
  const byName = new Map(built.map((group) => [group.name, group]));
  const found: Difference[] = [];
  for (const { group, name, rules } of input) {
    const report = (at: string, message: string): void => {
      found.push({ file: group.file, at, message });
    };
    const own = byName.get(name);
    if (rules.length === 0) continue;
    if (!own) {
      report(group.at, `the group ${name} is missing`);
      continue;
    }
    byName.delete(name);
    const { rules: builtRules, ...fields } = own;
    const expected = {
      interval: group.interval,
      limit: group.limit,
      query_offset: group.queryOffset,
      labels: group.labels,
      ...group.others,
    };
    for (const { at, message } of differences(plainFields(expected), plainFields(fields)))
      if (at !== 'name') report(`${group.at}${at === '' ? '' : `.${at}`}`, message);
    if (builtRules.length !== rules.length) {
      report(group.at, `has ${counted(builtRules.length, 'rule')} instead of ${rules.length}`);
      continue;
    }
    const isLog = group.language === 'logql';
    // Rules on log lines read nothing that others record: their order in a group has no meaning.
    const order = isLog ? byContent : <Item>(list: readonly Item[]) => list;
    const ordered = order(builtRules, (one) => one);
    order(rules, ({ rule }) => ruleFields(rule)).forEach(({ rule }, index) => {
      const actual = ordered[index] as Readonly<Record<string, unknown>>;
      const forms = isLog
        ? [rule.expr.trim(), String(actual.expr).trim()]
        : expressionForms([rule.expr, String(actual.expr)], engine);
      const wanted = { ...ruleFields(rule), expr: forms[0] };
      for (const { at, message } of differences(
        plainFields(wanted),
        plainFields({ ...actual, expr: forms[1] }),
      ))
        report(`${rule.at}${at === '' ? '' : `.${at}`}`, message);
    });
  }
  for (const { name } of byName.values())
    found.push({ file: '', at: name, message: 'a group that the input does not have' });
  return found;
}

/** In the order of what they are: the alert or the record, its query, its labels. */
function byContent<Item>(list: readonly Item[], fieldsOf: (item: Item) => object): readonly Item[] {
  const key = (item: Item) => {
    const { alert = '', record = '', expr, labels } = fieldsOf(item) as Readonly<Record<string, unknown>>;
    const own = Object.entries(labels ?? {}).sort(([a], [b]) => byCodeUnit(a, b));
    return JSON.stringify([alert, record, String(expr).trim(), own]);
  };
  return [...list].sort((a, b) => byCodeUnit(key(a), key(b)));
}

function ruleFields({
  record,
  alert,
  for: pending,
  keepFiringFor,
  labels,
  annotations,
  others,
}: InputRule): object {
  return { record, alert, for: pending, keep_firing_for: keepFiringFor, labels, annotations, ...others };
}

const durations = new Set(['interval', 'query_offset', 'for', 'keep_firing_for']);

/** Without what is empty, durations as milliseconds. */
function plainFields(fields: object): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined || value === null || value === '') continue;
    if (typeof value === 'object' && Object.keys(value).length === 0) continue;
    if (!durations.has(key)) {
      result[key] = value;
      continue;
    }
    const milliseconds = parseDuration(String(value));
    if (milliseconds !== 0) result[key] = milliseconds ?? value;
  }
  return result;
}

/** Expressions in their normal forms; what Prometheus does not read, as text. */
export function expressionForms(texts: readonly string[], engine: Engine): string[] {
  return engine
    .parse(texts, { features: 'all' })
    .map((result, index) => (result.ok ? normalForm(result.ast) : (texts[index] ?? '').trim()));
}
