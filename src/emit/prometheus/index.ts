import { listToUtf8 } from '../../output/serialise.js';
import { type ResolvedBundle, resolveEnvironments } from '../../resolve/index.js';
import type { Artifact } from '../artifact.js';
import { streamGroups } from './groups.js';

export { alertGroups, type PrometheusGroup, type PrometheusRule, recordingGroups } from './groups.js';

/**
 * `prometheus/<bundle>/recording_rules.yml` and `alert_rules.yml`, for `rule_files:`, and those of each environment
 * under `environments/`.
 */
export function* emitPrometheus(bundle: ResolvedBundle): Generator<Artifact> {
  const folder = `prometheus/${bundle.name}`;
  yield* ruleFiles(folder, bundle);
  for (const { name, bundle: resolved } of resolveEnvironments(bundle))
    yield* ruleFiles(`${folder}/environments/${name}`, resolved);
}

function* ruleFiles(folder: string, bundle: ResolvedBundle): Generator<Artifact> {
  const { recording, alerts } = streamGroups(bundle);
  const files = { 'recording_rules.yml': recording, 'alert_rules.yml': alerts };
  for (const [name, groups] of Object.entries(files)) {
    const content = listToUtf8('groups', groups());
    if (content) yield { path: `${folder}/${name}`, content };
  }
}
