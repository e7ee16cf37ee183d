import type { Receiver, SecretFile } from '../../../define/index.js';
import { isSecretFile, secretVariable } from '../../../define/secret.js';
import { defined } from '../../packaging/yaml-file.js';
import { fromEnvironment, literal } from './texts.js';
import { uidOf } from './uid.js';

/** The contact point that Grafana has from the start: stands for a receiver that is told in no way. */
export const builtIn = 'grafana-default-email';

export function isSilent({ slack, email, webhook, pagerDuty, teams }: Receiver): boolean {
  return [slack, email, webhook, pagerDuty, teams].every((options) => options.length === 0);
}

/** A contact point of Grafana. Secrets are variables of the environment that Grafana is started with. */
export function contactPoint(bundle: string, receiver: Receiver, orgId: number): object {
  const integrations = [
    ...receiver.slack.map((options) => ({
      type: 'slack',
      settings: {
        url: secret(options.url),
        recipient: literal(options.channel),
        ...defined({ title: maybe(options.title), text: maybe(options.text) }),
      },
      resolved: options.sendResolved,
    })),
    ...receiver.email.map((options) => ({
      type: 'email',
      settings: {
        addresses: literal(typeof options.to === 'string' ? options.to : options.to.join(';')),
        singleEmail: true,
        ...defined({ subject: maybe(options.subject) }),
      },
      resolved: options.sendResolved,
    })),
    ...receiver.webhook.map((options) => ({
      type: 'webhook',
      settings: {
        url: isSecretFile(options.url) ? secret(options.url) : literal(options.url),
        httpMethod: 'POST',
        ...(options.maxAlerts !== undefined && { maxAlerts: String(options.maxAlerts) }),
        ...(options.bearer && {
          authorization_scheme: 'Bearer',
          authorization_credentials: secret(options.bearer),
        }),
      },
      resolved: options.sendResolved,
    })),
    ...receiver.pagerDuty.map((options) => ({
      type: 'pagerduty',
      settings: { integrationKey: secret(options.routingKey) },
      resolved: options.sendResolved,
    })),
    ...receiver.teams.map((options) => ({
      type: 'teams',
      settings: { url: secret(options.url) },
      resolved: options.sendResolved,
    })),
  ];
  return {
    orgId,
    name: literal(receiver.name),
    receivers: integrations.map(({ type, settings, resolved = true }, index) => ({
      uid: uidOf(bundle, `${receiver.name}-${type}-${index + 1}`),
      type,
      settings,
      disableResolveMessage: !resolved,
    })),
  };
}

function secret(file: SecretFile): string {
  return fromEnvironment(secretVariable(file));
}

function maybe(text: string | undefined): string | undefined {
  return text === undefined ? undefined : literal(text);
}

/** Names of the variables that Grafana needs in its environment. */
export function variablesOf(receivers: readonly Receiver[]): readonly string[] {
  const secrets = receivers.flatMap(({ slack, webhook, pagerDuty, teams }) => [
    ...slack.map(({ url }) => url),
    ...webhook.flatMap(({ url, bearer }) => [url, bearer]),
    ...pagerDuty.map(({ routingKey }) => routingKey),
    ...teams.map(({ url }) => url),
  ]);
  return [...new Set(secrets.filter(isSecretFile).map(secretVariable))].sort();
}
