import type { Engine } from '../engine/index.js';
import type { RecordedSeries, UsedExpression } from './catalog/settle.js';
import { queriesInTexts } from './catalog/used-in-texts.js';
import type { Input } from './model.js';
import { prepareExpressions } from './promql/prepare.js';
import type { PreparedGroup, PreparedRule } from './write/rules.js';

/** Groups with their expressions read; a name that two files have gets a number. */
export function prepareGroups({ groups }: Input, engine: Engine): PreparedGroup[] {
  const texts = groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
  const prepared = prepareExpressions(texts, engine);
  const taken = new Set<string>();
  let next = 0;
  return groups.map((group) => {
    let name = group.name;
    for (let number = 2; taken.has(name); number++) name = `${group.name}-${number}`;
    taken.add(name);
    const rules = group.rules.map((rule) => {
      const one = prepared[next++];
      if (!one) throw new Error('an expression has not been read');
      return { rule, prepared: one };
    });
    return { group, name, rules };
  });
}

/** What alerts ask for, in their expressions and in queries of their texts. */
export function usedInAlerts(rules: readonly PreparedRule[], engine: Engine): UsedExpression[] {
  const alerts = rules.filter(({ rule }) => rule.record === undefined);
  const texts = alerts.flatMap(({ rule }) => [
    ...Object.values(rule.annotations),
    ...Object.values(rule.labels),
  ]);
  return [
    ...alerts.flatMap(({ rule, prepared }) =>
      prepared.ast ? [{ ast: prepared.ast, labels: labelsInTexts(rule.annotations) }] : [],
    ),
    ...queriesInTexts(texts, engine),
  ];
}

/** The series that recording rules make. */
export function recordedIn(rules: readonly PreparedRule[]): RecordedSeries[] {
  return rules.flatMap(({ rule, prepared }) =>
    rule.record === undefined ? [] : [{ record: rule.record, ast: prepared.ast }],
  );
}

/** Labels that the texts of an alert name. */
function labelsInTexts(texts: Readonly<Record<string, string>>): string[] {
  const all = Object.values(texts).join('\n');
  return [...all.matchAll(/\$labels\.(\w+)|\.Labels\.(\w+)/g)].map(
    ([, plain, dotted]) => plain ?? dotted ?? '',
  );
}
