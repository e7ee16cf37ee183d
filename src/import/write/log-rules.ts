import { type Code, call, data, literal, object } from '../code/code.js';
import { identifier } from '../code/names.js';
import type { InputRule } from '../model.js';
import type { Definitions } from './definition.js';
import { durationCode, type PreparedGroup } from './rules.js';

/** What rules on log lines came to. */
export interface WrittenLogRules {
  readonly rules: number;
  /** Options of their groups, by name. */
  readonly groups: readonly (readonly [name: string, options: Code])[];
}

/** Writes rules of Loki: their queries stay LogQL. */
export function writeLogRules(groups: readonly PreparedGroup[], definitions: Definitions): WrittenLogRules {
  let rules = 0;
  const options: [string, Code][] = [];
  for (const { group, name, rules: own } of groups) {
    for (const { rule } of own) {
      const constant = definitions.unique(identifier(`${rule.alert ?? rule.record ?? ''} rule`, 'logRule'));
      definitions.add({
        name: constant,
        code: ruleCode(rule, name),
        file: 'log-rules',
        comment: rule.comment,
      });
      rules++;
    }
    const settings = object({
      interval: durationCode(group.interval),
      limit: group.limit === undefined ? undefined : literal(group.limit),
      json: Object.keys(group.others).length > 0 ? data(group.others) : undefined,
    });
    if (settings.entries.length > 0) options.push([name, settings]);
  }
  return { rules, groups: options };
}

function ruleCode(rule: InputRule, group: string): Code {
  const expr: Code = { kind: 'template', tag: 'logql', text: rule.expr.trim() };
  const json = Object.keys(rule.others).length > 0 ? data(rule.others) : undefined;
  const some = (texts: Readonly<Record<string, string>>) =>
    Object.keys(texts).length > 0 ? data(texts) : undefined;
  if (rule.record !== undefined) {
    const options = { expr, labels: some(rule.labels), group: literal(group), json };
    return call('lokiRecord', literal(rule.record), object(options, { tall: true }));
  }
  const { summary, description, ...annotations } = rule.annotations;
  const { severity, ...labels } = rule.labels;
  const options = {
    when: expr,
    for: durationCode(rule.for),
    keepFiringFor: durationCode(rule.keepFiringFor),
    severity: severity === undefined || severity === '' ? undefined : literal(severity),
    summary: summary === undefined ? undefined : literal(summary),
    description: description === undefined ? undefined : literal(description),
    labels: some(labels),
    annotations: some(annotations),
    group: literal(group),
    json,
  };
  return call('lokiAlert', literal(rule.alert ?? ''), object(options, { tall: true }));
}
