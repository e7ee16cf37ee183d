import { parseDuration } from '../../catalog/duration.js';
import { listOf, type Plain, plain, textOf } from './plain.js';

/** A resource of Grafana's API in the form that files of provisioning have. */
export type AlertingResource =
  | { readonly part: 'contactPoints' | 'policies' | 'muteTimes' | 'templates'; readonly data: Plain }
  | { readonly part: 'rules'; readonly data: Plain };

/** Alerting of Grafana as resources of its API: `rules.alerting.grafana.app` and `notifications.alerting.grafana.app`. */
export function alertingResource(content: Plain): AlertingResource | undefined {
  const group = String(content.apiVersion).split('/')[0];
  const spec = plain(content.spec);
  const metadata = plain(content.metadata);
  if (group === 'rules.alerting.grafana.app')
    return content.kind === 'AlertRule' || content.kind === 'RecordingRule'
      ? { part: 'rules', data: ruleGroup(spec, metadata) }
      : undefined;
  if (group !== 'notifications.alerting.grafana.app') return undefined;
  switch (content.kind) {
    case 'Receiver':
      return {
        part: 'contactPoints',
        data: { name: spec.title ?? metadata.name, receivers: listOf(spec.integrations).map(withSecrets) },
      };
    case 'RoutingTree':
      return { part: 'policies', data: { ...plain(spec.defaults), routes: listOf(spec.routes) } };
    case 'TimeInterval':
      return { part: 'muteTimes', data: { name: metadata.name, ...spec } };
    case 'TemplateGroup':
      return { part: 'templates', data: { name: spec.title ?? metadata.name, template: spec.content } };
    default:
      return undefined;
  }
}

/** An integration whose hidden settings are named only. */
function withSecrets(given: unknown): Plain {
  const integration = plain(given);
  const hidden = Object.entries(plain(integration.secureFields)).filter(([, isSet]) => isSet === true);
  const secrets = Object.fromEntries(hidden.map(([name]) => [name, '[REDACTED]']));
  return { ...integration, settings: { ...secrets, ...plain(integration.settings) } };
}

/** A rule as a group of its own: each has its interval. */
function ruleGroup(spec: Plain, { labels, name }: Plain): Plain {
  const expressions = Object.entries(plain(spec.expressions));
  const source = expressions.find(([, one]) => plain(one).source === true)?.[0];
  const rule = {
    ...spec,
    condition: source,
    isPaused: spec.paused,
    ...(spec.metric !== undefined && { record: { metric: spec.metric, from: source } }),
    data: expressions.map(([refId, one]) => {
      const { datasourceUID, model, relativeTimeRange, queryType } = plain(one);
      return {
        refId,
        datasourceUid: datasourceUID,
        queryType,
        relativeTimeRange: Object.fromEntries(
          Object.entries(plain(relativeTimeRange)).map(([key, given]) => [key, seconds(given)]),
        ),
        model,
      };
    }),
  };
  return {
    name: plain(labels)['grafana.com/group'] ?? spec.title ?? textOf(name),
    interval: plain(spec.trigger).interval,
    rules: [rule],
  };
}

function seconds(given: unknown): unknown {
  const milliseconds = typeof given === 'string' ? parseDuration(given) : undefined;
  return milliseconds === undefined ? given : milliseconds / 1000;
}
