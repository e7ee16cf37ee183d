import { DefinitionError } from '../catalog/index.js';
import { type AnyAlert, levelsOf } from './alerting/alert.js';
import { type Groups, ruleGroupsIn } from './alerting/group.js';
import { alertKey } from './alerting/keys.js';
import type { Slo } from './slo/slo.js';

/** An alert, and the objective that generated it, if any. */
export interface AlertOrigin {
  readonly alert: AnyAlert;
  readonly slo?: Slo | undefined;
}
/** Two alerts of one key. */
export interface RepeatedAlert {
  readonly name: string;
  readonly first: AlertOrigin;
  readonly second: AlertOrigin;
}

/** Alerts by name, and the objective that generated them, if any. */
export interface AlertSource {
  readonly alerts: Readonly<Record<string, AnyAlert>>;
  readonly slo?: Slo;
}

/** Alerts that groups list and the bundle does not, by their names. */
export function groupedAlerts(
  groups: Groups | undefined,
  listed: readonly AnyAlert[],
): Record<string, AnyAlert> {
  const found: Record<string, AnyAlert> = {};
  for (const { name: group, rules, place } of ruleGroupsIn(groups)) {
    for (const rule of rules) {
      if (rule.type !== 'alert' || listed.includes(rule)) continue;
      if (rule.name === undefined)
        throw new DefinitionError(
          `ruleGroup ${JSON.stringify(group)} holds an alert that the bundle does not list, and that has no name`,
          place,
          { expected: "the alert among the alerts of the bundle, or alert({ name: '…', … })" },
        );
      let key = rule.name;
      for (let count = 2; Object.hasOwn(found, key) && found[key] !== rule; count += 1)
        key = `${rule.name}-${count}`;
      found[key] = rule;
    }
  }
  return found;
}

/** The first alert of each key, and those that come after it. Of an alert with levels, each level. */
export function alertsByName(sources: readonly AlertSource[]): {
  readonly alerts: Readonly<Record<string, AnyAlert>>;
  readonly repeatedAlerts: readonly RepeatedAlert[];
} {
  const alerts: Record<string, AnyAlert> = {};
  const repeatedAlerts: RepeatedAlert[] = [];
  const origins = new Map<string, AlertOrigin>();
  for (const { alerts: named, slo } of sources) {
    for (const [listed, definition] of Object.entries(named)) {
      for (const alert of levelsOf(definition)) {
        const name = alertKey(listed, alert);
        const first = origins.get(name);
        if (first) {
          repeatedAlerts.push({ name, first, second: { alert, slo } });
          continue;
        }
        origins.set(name, { alert, slo });
        alerts[name] = alert;
      }
    }
  }
  return { alerts, repeatedAlerts };
}
