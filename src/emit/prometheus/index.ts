import { listToYaml } from '../../output/serialise.js';
import { type ResolvedBundle, resolveEnvironments } from '../../resolve/index.js';
import type { Artifact } from '../artifact.js';
import { alertGroups, type PrometheusGroup, recordingGroups } from './groups.js';

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
    ...resolveEnvironments(bundle).flatMap(({ name, bundle: resolved }) =>
      ruleFiles(`${folder}/environments/${name}`, recordingGroups(resolved), alertGroups(resolved)),
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
