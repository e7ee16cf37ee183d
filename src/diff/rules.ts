import { isDeepStrictEqual } from 'node:util';
import { recordOf, recordsOf } from '../plain.js';
import { added, type Change, changed, type Level, removed } from './change.js';
import type { BundleOutput } from './output.js';
import { differInNumbers, thresholdDifferences } from './thresholds.js';
import { type Data, difference, matched } from './values.js';

interface Rule {
  readonly group: string;
  readonly rule: Data;
  readonly tuning: Data;
}

/** Groups of rules, and the thresholds that alerts have for packages. */
export interface Rules extends Pick<BundleOutput, 'groups' | 'tuning'> {
  /** Tuning data with the alerts that have levels. @default tuning */
  readonly levels?: BundleOutput['tuning'];
}

/** Differences of groups, recording rules and alerts. */
export function compareRules(before: Rules, after: Rules): Change[] {
  return [
    ...compareAlerts(rulesOf(before, 'alert'), rulesOf(after, 'alert')),
    ...compareRecords(rulesOf(before, 'record'), rulesOf(after, 'record')),
    ...compareGroups(before.groups, after.groups),
  ];
}

/** Rules by name, levels of an alert with their severities; repeated names are numbered. */
function rulesOf(
  { groups, tuning, levels = tuning }: Rules,
  key: 'alert' | 'record',
): ReadonlyMap<string, Rule> {
  const found = new Map<string, Rule>();
  for (const group of groups) {
    for (const rule of recordsOf(group.rules)) {
      const name = rule[key];
      if (typeof name !== 'string') continue;
      const level = `${name}.${recordOf(rule.labels).severity}`;
      const own = key === 'alert' && Object.hasOwn(levels, level) ? level : name;
      let unique = own;
      for (let count = 2; found.has(unique); count += 1) unique = `${own} (${count})`;
      found.set(unique, { group: String(group.name), rule, tuning: recordOf(tuning[own]) });
    }
  }
  return found;
}

function compareAlerts(before: ReadonlyMap<string, Rule>, after: ReadonlyMap<string, Rule>): Change[] {
  const { removed: gone, added: fresh, common } = matched(before, after);
  const renamedTo = new Set<string>();
  const changes = gone.map(([name, { rule }]): Change => {
    const [next] = fresh.find(([other, to]) => !renamedTo.has(other) && rule.expr === to.rule.expr) ?? [];
    if (next === undefined) return removed('alert', name, 'breaking');
    renamedTo.add(next);
    return { level: 'breaking', action: 'renamed', kind: 'alert', name, details: [`now ${next}`] };
  });
  for (const [name, { rule }] of fresh) {
    if (!renamedTo.has(name)) changes.push(added('alert', name, 'minor', ...severityText(rule)));
  }
  for (const [name, from, to] of common)
    changes.push(...changed('alert', name, alertDetails(from, to), levelOf(from, to)));
  return changes;
}

/** Routes, silences and queries that match on a label do not find what has lost it. */
function levelOf({ rule: before }: Rule, { rule: after }: Rule): Level {
  const labels = recordOf(after.labels);
  return Object.keys(recordOf(before.labels)).some((name) => !Object.hasOwn(labels, name))
    ? 'breaking'
    : 'patch';
}

function alertDetails(from: Rule, to: Rule): string[] {
  const thresholds = [recordOf(from.tuning.threshold), recordOf(to.tuning.threshold)] as const;
  const [former, current] = thresholds;
  // The same condition with another number: only the number is listed.
  const onlyNumber = former.expr !== undefined && isDeepStrictEqual(former.expr, current.expr);
  const numbers = thresholdDifferences(from.rule.expr, to.rule.expr);
  const { severity: severityBefore, ...labelsBefore } = recordOf(from.rule.labels);
  const { severity, ...labels } = recordOf(to.rule.labels);
  return [
    ...(onlyNumber
      ? difference('threshold', former.value, current.value)
      : (numbers ?? difference('expression', from.rule.expr, to.rule.expr))),
    ...difference('for', from.rule.for ?? '0m', to.rule.for ?? '0m'),
    ...difference('keep_firing_for', from.rule.keep_firing_for, to.rule.keep_firing_for),
    ...difference('severity', severityBefore, severity),
    ...fieldDifferences('label', labelsBefore, labels),
    ...annotationDifferences(
      from,
      to,
      [recordOf(former.annotations), recordOf(current.annotations)],
      !!numbers,
    ),
    ...difference('group', from.group, to.group),
  ];
}

/** Texts that differ only in the threshold are not listed separately. */
function annotationDifferences(
  from: Rule,
  to: Rule,
  [before, after]: readonly [Data, Data],
  onlyNumbers: boolean,
): string[] {
  const [former, current] = [recordOf(from.rule.annotations), recordOf(to.rule.annotations)];
  const names = new Set([...Object.keys(former), ...Object.keys(current)]);
  return [...names].flatMap((name) => {
    const sameAround = before[name] !== undefined && isDeepStrictEqual(before[name], after[name]);
    if (sameAround || isDeepStrictEqual(former[name], current[name])) return [];
    if (former[name] === undefined) return [`annotation ${name} added`];
    if (current[name] === undefined) return [`annotation ${name} removed`];
    if (onlyNumbers && differInNumbers(former[name], current[name])) return [];
    return difference(name, former[name], current[name]);
  });
}

function compareRecords(before: ReadonlyMap<string, Rule>, after: ReadonlyMap<string, Rule>): Change[] {
  const { removed: gone, added: fresh, common } = matched(before, after);
  return [
    ...gone.map(([name]) => removed('recording rule', name, 'breaking')),
    ...fresh.map(([name]) => added('recording rule', name, 'minor')),
    ...common.flatMap(([name, from, to]) =>
      changed(
        'recording rule',
        name,
        [
          ...(thresholdDifferences(from.rule.expr, to.rule.expr) ??
            difference('expression', from.rule.expr, to.rule.expr)),
          ...fieldDifferences('label', recordOf(from.rule.labels), recordOf(to.rule.labels)),
          ...difference('group', from.group, to.group),
        ],
        levelOf(from, to),
      ),
    ),
  ];
}

/** The evaluation of groups; added and removed groups are listed by their rules. */
function compareGroups(before: readonly Data[], after: readonly Data[]): Change[] {
  const byName = (groups: readonly Data[]) => new Map(groups.map((group) => [String(group.name), group]));
  return matched(byName(before), byName(after)).common.flatMap(([name, from, to]) => {
    const [former, current] = [settingsOf(from), settingsOf(to)];
    return changed('rule group', name, fieldDifferences('', former, current));
  });
}

function settingsOf(group: Data): Data {
  return Object.fromEntries(Object.entries(group).filter(([key]) => key !== 'rules' && key !== 'name'));
}

function fieldDifferences(what: string, before: Data, after: Data): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => difference(`${what} ${name}`.trim(), before[name], after[name]));
}

function severityText(rule: Data): string[] {
  const { severity } = recordOf(rule.labels);
  return severity === undefined ? [] : [`severity ${severity}`];
}
