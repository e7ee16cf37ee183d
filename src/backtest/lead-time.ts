import { parseDuration } from '../catalog/duration.js';
import type { Expression, RuleGroup } from '../engine/index.js';
import { greatestDivisor, readsOf } from './selectors.js';

/**
 * How much earlier than the first evaluation of an alert its recording rules have to begin, in milliseconds: the longest
 * way through what they read, one after the other. A recording rule that reads itself is followed once.
 */
export function leadOfRecordingRules(
  groups: readonly RuleGroup[],
  trees: ReadonlyMap<string, Expression>,
): number {
  const reach = reachThroughRecords(groups, trees);
  return Math.max(0, ...alertsOf(groups).map(({ expr }) => reach(expr)));
}

/**
 * How much earlier than the first evaluation that counts rules are evaluated, in milliseconds: so that alerts that wait,
 * or are kept, then do what they would have done. A multiple of all intervals, so that every group is evaluated at the first
 * one.
 *
 * @param intervalMs of groups without an interval
 */
export function leadOfRules(
  groups: readonly RuleGroup[],
  trees: ReadonlyMap<string, Expression>,
  intervalMs: number,
): number {
  const reach = reachThroughRecords(groups, trees);
  const lengths = alertsOf(groups).map((rule) => {
    const [wait = 0, keep = 0] = [rule.for, rule.keep_firing_for].map(
      (text) => parseDuration(text ?? '0') ?? 0,
    );
    return reach(rule.expr) + wait + keep;
  });
  const whole = groups
    .map((group) => intervalOf(group, intervalMs))
    .reduce((a, b) => (a / greatestDivisor(a, b)) * b, intervalMs);
  return Math.ceil(Math.max(0, ...lengths) / whole) * whole;
}

/** Interval of a group in milliseconds. */
export function intervalOf({ interval }: RuleGroup, otherwiseMs: number): number {
  return (interval === undefined ? undefined : parseDuration(interval)) || otherwiseMs;
}

function alertsOf(groups: readonly RuleGroup[]) {
  return groups.flatMap(({ rules }) => rules.flatMap((rule) => ('alert' in rule ? [rule] : [])));
}

function reachThroughRecords(
  groups: readonly RuleGroup[],
  trees: ReadonlyMap<string, Expression>,
): (expr: string) => number {
  const sources = new Map<string, string[]>();
  for (const rule of groups.flatMap(({ rules }) => rules)) {
    if ('record' in rule) sources.set(rule.record, [...(sources.get(rule.record) ?? []), rule.expr]);
  }
  const reach = (expr: string, within: ReadonlySet<string>): number => {
    const tree = trees.get(expr);
    const recorded = (tree ? readsOf([{ tree, intervalMs: 0 }]) : []).filter(
      ({ name }) => sources.has(name) && !within.has(name),
    );
    const lengths = recorded.map(({ name, reachMs }) => {
      const inner = (sources.get(name) ?? []).map((one) => reach(one, new Set([...within, name])));
      return reachMs + Math.max(0, ...inner);
    });
    return Math.max(0, ...lengths);
  };
  return (expr) => reach(expr, new Set());
}
