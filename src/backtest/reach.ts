import type { Expression, RuleGroup } from '../engine/index.js';
import { readsOf } from './selectors.js';

/**
 * How much earlier than the first evaluation of an alert its recording rules have to begin, in milliseconds: the longest
 * way through what they read, one after the other. A recording rule that reads itself is followed once.
 */
export function reachOfRecords(groups: readonly RuleGroup[], trees: ReadonlyMap<string, Expression>): number {
  const sources = new Map<string, string[]>();
  const rules = groups.flatMap((group) => group.rules);
  for (const rule of rules) {
    if ('record' in rule) sources.set(rule.record, [...(sources.get(rule.record) ?? []), rule.expr]);
  }
  const reach = (expr: string, within: ReadonlySet<string>): number => {
    const tree = trees.get(expr);
    const recorded = (tree ? readsOf([tree]) : []).filter(
      ({ name }) => sources.has(name) && !within.has(name),
    );
    const lengths = recorded.map(({ name, reachMs }) => {
      const inner = (sources.get(name) ?? []).map((one) => reach(one, new Set([...within, name])));
      return reachMs + Math.max(0, ...inner);
    });
    return Math.max(0, ...lengths);
  };
  const alerts = rules.filter((rule) => 'alert' in rule);
  return Math.max(0, ...alerts.map(({ expr }) => reach(expr, new Set())));
}
