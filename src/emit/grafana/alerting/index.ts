import { type ResolvedBundle, resolveRouting } from '../../../define/resolve/index.js';
import type { Artifact } from '../../artifact.js';
import { generatedFrom } from '../../packaging/header.js';
import { yamlFile } from '../../packaging/yaml-file.js';
import { exportsOf } from '../common-js.js';
import { muteTimesFor, notificationPolicies } from './policies.js';
import { contactPoint, isSilent, variablesOf } from './receivers.js';
import { ruleGroups } from './rules.js';

/** The uid that the stack gives its data source; the first organisation. */
const target = { datasource: 'prometheus', orgId: 1 } as const;

/**
 * `grafana-alerting/<bundle>/`: the alerts as Grafana's own, for its file provisioning. For teams whose metrics have
 * no ruler of their own.
 */
export async function grafanaAlertingEmitter(): Promise<(bundle: ResolvedBundle) => Artifact[]> {
  const modules = {
    alerting: await exportsOf(import('@grafana/grafana-foundation-sdk/alerting')),
    prometheus: await exportsOf(import('@grafana/grafana-foundation-sdk/prometheus')),
    expressions: await exportsOf(import('@grafana/grafana-foundation-sdk/expr')),
  };
  return (bundle) => {
    if (bundle.alertGroups.length === 0) return [];
    const groups = plain(ruleGroups(bundle, target, modules));
    return [
      file(bundle, 'rules.yaml', rulesComment(bundle), { groups }),
      ...(resolveRouting(bundle) ? routingFiles(bundle) : []),
    ];
  };
}

function routingFiles(bundle: ResolvedBundle): Artifact[] {
  const routing = resolveRouting(bundle);
  if (!routing) return [];
  const { receivers } = routing;
  const told = receivers.filter((receiver) => !isSilent(receiver));
  const muteTimes = muteTimesFor(routing, target.orgId);
  const variables = variablesOf(receivers);
  return [
    file(
      bundle,
      'contact-points.yaml',
      variables.length > 0 ? `Grafana takes from its environment: ${variables.join(', ')}.` : '',
      { contactPoints: told.map((receiver) => contactPoint(bundle.name, receiver, target.orgId)) },
    ),
    file(
      bundle,
      'policies.yaml',
      'An organisation has one tree of policies, and this file replaces it. Grafana knows no inhibition.',
      { policies: [notificationPolicies(routing, target.orgId)] },
    ),
    ...(muteTimes.length > 0 ? [file(bundle, 'mute-times.yaml', '', { muteTimes })] : []),
  ];
}

function rulesComment(bundle: ResolvedBundle): string {
  const recorded = 'Recording rules need [recording_rules] with a remote write address in its configuration.';
  return `For /etc/grafana/provisioning/alerting; the data source has the uid ${target.datasource}.${
    bundle.recordingGroups.length > 0 ? `\n${recorded}` : ''
  }`;
}

function file(bundle: ResolvedBundle, name: string, comment: string, content: object): Artifact {
  const header = [generatedFrom(bundle), comment].filter((line) => line !== '').join('\n');
  return {
    path: `grafana-alerting/${bundle.name}/${name}`,
    content: yamlFile(header, { apiVersion: 1, ...content }),
  };
}

/** What the SDK builds carries functions, which YAML has no word for. */
function plain<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
