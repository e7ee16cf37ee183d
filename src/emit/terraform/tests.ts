import { type ResolvedBundle, ruleGroups } from '../../resolve/index.js';
import type { PackageParts } from '../packaging/parts.js';
import type { AlertTuning } from '../packaging/tuning.js';
import { toHclBody } from './hcl.js';

type Tuning = Readonly<Record<string, AlertTuning>>;

/** Expected values for the module's own tests (`tofu test`). */
export function moduleTests(bundle: ResolvedBundle, parts: PackageParts, tuning: Tuning) {
  const rules = bundle.alertGroups.flatMap((group) => group.rules);
  // Alerts with the same name need more to be distinguished.
  const named = rules.filter(
    ({ key, alert }) => key === alert && rules.filter((rule) => rule.alert === alert).length === 1,
  );
  return {
    dashboardCount: parts.dashboards.length,
    groupNames: ruleGroups(bundle).map(({ name }) => name),
    alertNames: rules.map(({ alert }) => alert),
    removable: named[0]?.key,
    changed: changedAlert(named.map(({ key }) => [key, tuning[key]])),
  };
}

/** An override of every kind for the first alert that has a threshold, and the expression that it must give. */
function changedAlert(alerts: readonly (readonly [string, AlertTuning | undefined])[]) {
  for (const [name, { threshold } = {}] of alerts) {
    if (!threshold) continue;
    const number = threshold.value * 2 + 0.5;
    const override = {
      threshold: number,
      for: '17m',
      keep_firing_for: '23m',
      severity: 'page',
      labels: { team: 'own-team' },
      annotations: { owner: 'own-team' },
    };
    return {
      name,
      override: toHclBody({ [name]: override }, 6).trimEnd(),
      expr: threshold.expr.join(String(number)),
    };
  }
  return undefined;
}
