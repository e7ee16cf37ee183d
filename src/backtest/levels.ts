import type {
  AlertTimeline,
  Expression,
  Labels,
  LoadedSeries,
  Rule,
  RuleError,
  RuleGroup,
  RuleRun,
  VectorSelector,
} from '../engine/index.js';
import { selectorsOf } from './selectors.js';

/** A rule at its place. */
interface Placed {
  readonly group: number;
  readonly index: number;
  readonly rule: Rule;
  /** Labels that everything it records has. */
  readonly labels: Labels;
  readonly selectors: readonly VectorSelector[];
}

/** Rules that are evaluated together: positions in their groups, by the position of the group. */
type Level = ReadonlyMap<number, readonly number[]>;

/** What rules did over time. Positions of rules are those in the groups as given. */
export interface RuleHistory {
  readonly alerts: readonly AlertTimeline[];
  readonly errors: readonly RuleError[];
}

/**
 * Evaluates rules over time, level by level: first the recording rules that read no other, over the whole time, then those
 * that read these. The result is that of evaluating all at each moment, a rule after those that it reads, in a fraction
 * of the time: the engine evaluates an expression over complete series many times faster than over series that grow.
 *
 * Groups run side by side in Prometheus, in no order: here, a group follows those that it reads. Within a group the order of
 * the rules counts; where a rule reads what is recorded after it, all are evaluated moment by moment.
 *
 * @param trees syntax trees of the expressions, by their text
 */
export function evaluateOverTime(
  loaded: LoadedSeries,
  groups: readonly RuleGroup[],
  trees: ReadonlyMap<string, Expression>,
  run: Omit<RuleRun, 'groups' | 'keep'>,
): RuleHistory {
  const alerts: AlertTimeline[] = [];
  const errors: RuleError[] = [];
  const levels = levelsOf(groups, trees);
  const held: LoadedSeries[] = [];
  try {
    let series = loaded;
    levels.forEach((level, position) => {
      const keep = position < levels.length - 1;
      const result = series.evaluateRules({ ...run, groups: groupsIn(groups, level), keep });
      const original = <T extends { readonly group: string; readonly rule: number }>(one: T): T => {
        const at = groups.findIndex(({ name }) => name === one.group);
        return { ...one, rule: level.get(at)?.[one.rule] ?? one.rule };
      };
      alerts.push(...result.alerts.map(original));
      errors.push(...result.errors.map(original));
      if (result.recorded) {
        held.push(result.recorded);
        series = result.recorded;
      }
    });
  } finally {
    for (const one of held) one.dispose();
  }
  return { alerts, errors };
}

function groupsIn(groups: readonly RuleGroup[], level: Level): RuleGroup[] {
  return [...level].flatMap(([at, rules]) => {
    const group = groups[at];
    return group ? [{ ...group, rules: rules.flatMap((index) => group.rules[index] ?? []) }] : [];
  });
}

/** Levels in which each rule comes after those that it reads; a single one where that cannot be. */
function levelsOf(groups: readonly RuleGroup[], trees: ReadonlyMap<string, Expression>): Level[] {
  const placed = groups.flatMap(({ rules, labels }, group) =>
    rules.map((rule, index): Placed => {
      const tree = trees.get(rule.expr);
      return {
        group,
        index,
        rule,
        labels: { ...labels, ...rule.labels },
        selectors: tree ? selectorsOf(tree) : [],
      };
    }),
  );
  const whole = levelOf(placed);
  const found: Level[] = [];
  let left = placed.map((one) => ({ one, reads: placed.filter((other) => canRead(one, other)) }));
  const readsLater = left.some(({ one, reads }) =>
    reads.some((other) => other.group === one.group && other.index >= one.index),
  );
  if (readsLater) return [whole];
  while (left.length > 0) {
    const open = new Set(left.map(({ one }) => one));
    const ready = left.filter(({ reads }) => !reads.some((other) => open.has(other)));
    if (ready.length === 0) return [whole];
    found.push(levelOf(ready.map(({ one }) => one)));
    left = left.filter((one) => !ready.includes(one));
  }
  return found;
}

function levelOf(rules: readonly Placed[]): Level {
  const level = new Map<number, number[]>();
  for (const { group, index } of rules) level.set(group, [...(level.get(group) ?? []), index]);
  return level;
}

/** Whether a rule can select what another records. */
function canRead({ selectors }: Placed, { rule, labels }: Placed): boolean {
  const names = 'record' in rule ? [rule.record] : ['ALERTS', 'ALERTS_FOR_STATE'];
  return selectors.some(({ name, matchers }) =>
    names.some(
      (recorded) =>
        (name === '' || name === recorded) &&
        matchers.every((matcher) => {
          const value = matcher.name === '__name__' ? recorded : labels[matcher.name];
          // Of labels that the rule does not set, nothing is known; nor of regular expressions.
          return value === undefined || matcher.op !== '=' || value === matcher.value;
        }),
    ),
  );
}
