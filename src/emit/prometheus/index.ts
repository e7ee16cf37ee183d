import { listToYaml } from '../../output/serialise.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import type { Artifact } from '../artifact.js';
import { environmentsOf } from '../packaging/environments.js';
import type { PrometheusGroup } from './groups.js';

export { alertGroups, type PrometheusGroup, type PrometheusRule, recordingGroups } from './groups.js';

/**
 * `prometheus/<bundle>/recording_rules.yml` and `alert_rules.yml`, for `rule_files:`, and those of each environment
 * under `environments/`.
 */
export function emitPrometheus(
  bundle: ResolvedBundle,
  recording: readonly PrometheusGroup[],
  alerts: readonly PrometheusGroup[],
): Artifact[] {
  const folder = `prometheus/${bundle.name}`;
  return [
    ...ruleFiles(folder, recording, alerts),
    ...environmentsOf(bundle).flatMap((environment) =>
      ruleFiles(`${folder}/environments/${environment.name}`, environment.recording, environment.alerts),
    ),
  ];
}

function ruleFiles(
  folder: string,
  recording: readonly PrometheusGroup[],
  alerts: readonly PrometheusGroup[],
): Artifact[] {
  const files: Artifact[] = [];
  if (recording.length > 0) files.push(ruleFile(`${folder}/recording_rules.yml`, recording));
  if (alerts.length > 0) files.push(ruleFile(`${folder}/alert_rules.yml`, alerts));
  return files;
}

function ruleFile(path: string, groups: readonly PrometheusGroup[]): Artifact {
  return { path, content: listToYaml('groups', groups) };
}
