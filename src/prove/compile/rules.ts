import type { AnyAlert } from '../../define/index.js';
import type { Rule, RuleGroup } from '../../engine/index.js';
import {
  once,
  type ResolvedAlert,
  type ResolvedBundle,
  type ResolvedRecordingRule,
  type ResolvedRule,
  ruleGroups,
} from '../../resolve/index.js';
import { type BundleRouting, routingOf } from '../routing/configuration.js';
import { usedRecords } from './used-records.js';

/** A bundle's rules, with indexes for lookups. */
export interface BundleRules {
  readonly bundle: ResolvedBundle;
  readonly alerts: ReadonlyMap<AnyAlert, ResolvedAlert>;
  readonly records: readonly ResolvedRecordingRule[];
  /** Recorded names that expressions use, directly or through other recording rules. */
  recordsUsedBy(expressions: readonly string[]): ReadonlySet<string>;
  /** The routing of the bundle. */
  routing(): BundleRouting | undefined;
}

export function bundleRules(bundle: ResolvedBundle): BundleRules {
  const alerts = new Map(bundle.alertGroups.flatMap(({ rules }) => rules.map((rule) => [rule.source, rule])));
  const records = bundle.recordingGroups.flatMap(({ rules }) => rules);
  return {
    bundle,
    alerts,
    records,
    recordsUsedBy: (expressions) => new Set(usedRecords(records, expressions).map(({ record }) => record)),
    routing: once(() => routingOf(bundle)),
  };
}

/** A rule for the engine, with the key of its alert: alerts may have one name. */
export type KeyedRule = Rule & { readonly key?: string };
export interface KeyedGroup extends RuleGroup {
  readonly rules: readonly KeyedRule[];
}

/** Rule groups for the engine, with the rules that `keep` selects; without groups that have none. */
export function engineGroups(
  bundle: ResolvedBundle,
  keep: (rule: ResolvedRule) => boolean,
  replace: (rule: ResolvedRule) => ResolvedRule = (rule) => rule,
): KeyedGroup[] {
  const groups: KeyedGroup[] = [];
  const names = new Set<string>();
  for (const group of ruleGroups(bundle)) {
    const rules = group.rules.filter(keep).map((rule) => engineRule(replace(rule)));
    if (rules.length === 0) continue;
    // Recording rules and alerts are in separate files, so their groups can have the same name.
    const name = names.has(group.name) ? `${group.name} (alerts)` : group.name;
    names.add(name);
    groups.push({
      name,
      ...(group.interval === undefined ? {} : { interval: group.interval }),
      ...(group.queryOffset === undefined ? {} : { query_offset: group.queryOffset }),
      ...(group.limit === undefined ? {} : { limit: group.limit }),
      ...(group.labels === undefined ? {} : { labels: group.labels }),
      rules,
    });
  }
  return groups;
}

function engineRule(rule: ResolvedRule): KeyedRule {
  if (rule.type === 'recording') return { record: rule.record, expr: rule.expr, labels: rule.labels };
  return {
    key: rule.key,
    alert: rule.alert,
    expr: rule.expr,
    for: rule.for,
    ...(rule.keepFiringFor === undefined ? {} : { keep_firing_for: rule.keepFiringFor }),
    labels: rule.labels,
    annotations: rule.annotations,
  };
}
