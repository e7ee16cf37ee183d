import { toYaml } from '../../output/serialise.js';
import { once, oncePer, type ResolvedBundle } from '../../resolve/index.js';
import { operatorObjects, packedContent } from '../kubernetes/operator-objects.js';
import { environmentFiles } from './environments.js';
import { dashboardFiles, type PackedDashboard } from './packed-dashboards.js';
import { packedGroups } from './packed-groups.js';
import { ruleFiles } from './rule-parts.js';
import { alertTuning } from './tuning.js';

/** The content of chart and module, ready to serialise. */
export interface PackageParts {
  readonly dashboards: readonly PackedDashboard[];
  /** Prometheus rule groups, recording groups before alert groups: the objects behind dist/prometheus. */
  readonly groups: readonly object[];
  /** The files that chart and module have alike, by path: dashboards, rules, tunable alerts, objects for operators. */
  readonly files: Readonly<Record<string, string>>;
}

/** What packages are made of. */
export interface PackageSource {
  readonly bundle: ResolvedBundle;
  readonly dashboards: () => readonly PackedDashboard[];
}

/** The content of the packages of a bundle: made once for all of them. */
export const packageParts = oncePer((source: PackageSource): PackageParts => {
  const { bundle } = source;
  const dashboards = source.dashboards();
  const groups = packedGroups(bundle);
  const files = once(() => packedFiles(bundle, dashboards, groups));
  return {
    dashboards,
    groups,
    get files() {
      return files();
    },
  };
});

function packedFiles(
  bundle: ResolvedBundle,
  dashboards: readonly PackedDashboard[],
  groups: readonly object[],
): Record<string, string> {
  const operators = operatorObjects(bundle);
  return {
    'alerts.yaml': toYaml(alertTuning(bundle)),
    ...ruleFiles(groups),
    ...environmentFiles(bundle),
    ...(operators && { 'objects.yaml': toYaml(packedContent(operators)) }),
    ...dashboardFiles(dashboards),
  };
}
