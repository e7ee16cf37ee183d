import type { ResolvedBundle } from '../../resolve/index.js';
import type { PackageParts } from '../packaging/parts.js';
import type { AlertTuning } from '../packaging/tuning.js';
import { toHclBody } from './hcl.js';

type Tuning = Readonly<Record<string, AlertTuning>>;

/** What the module's own tests (`tofu test`) expect of it. */
export function moduleTests(bundle: ResolvedBundle, parts: PackageParts, tuning: Tuning) {
  return {
    dashboardCount: parts.dashboards.length,
    groupNames: [...bundle.recordingGroups, ...bundle.alertGroups].map(({ name }) => name),
    alertNames: Object.keys(tuning),
    changed: changedAlert(tuning),
  };
}

/** An override of every kind for the first alert that has a threshold, and the expression that it must give. */
function changedAlert(tuning: Tuning) {
  for (const [name, { threshold }] of Object.entries(tuning)) {
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
