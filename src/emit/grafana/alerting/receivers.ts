import type { IntegrationName, Receiver, ReceiverLists, SecretFile } from '../../../define/index.js';
import { integrationNames } from '../../../define/routing/integrations/index.js';
import { isSecretFile, secretVariable } from '../../../define/secret.js';
import { contactTypeOf } from './contact-settings.js';
import { literal } from './texts.js';
import { uidOf } from './uid.js';

/** Grafana's default contact point, for receivers without integrations. */
export const builtIn = 'grafana-default-email';

/** Whether Grafana has no integration for a receiver. */
export function isSilent(receiver: Receiver): boolean {
  return integrationsOf(receiver).length === 0;
}

/** A contact point of Grafana. Secrets are environment variables of Grafana. */
export function contactPoint(bundle: string, receiver: Receiver, orgId: number): object {
  return {
    orgId,
    name: literal(receiver.name),
    receivers: integrationsOf(receiver).map(({ type, settings, resolved = true }, index) => ({
      uid: uidOf(bundle, `${receiver.name}-${type}-${index + 1}`),
      type,
      settings,
      disableResolveMessage: !resolved,
    })),
  };
}

interface ContactPart {
  readonly type: string;
  readonly settings: object;
  readonly resolved: boolean | undefined;
}

function integrationsOf(receiver: Receiver): readonly ContactPart[] {
  return integrationNames.flatMap((integration) => partsOf(receiver, integration, () => {}));
}

function partsOf<Name extends IntegrationName>(
  receiver: Receiver,
  integration: Name,
  lost: (option: string) => void,
): readonly ContactPart[] {
  const lists: ReceiverLists = receiver;
  const given = lists[integration];
  const contact = contactTypeOf(integration);
  if (!contact) {
    if (given.length > 0) lost('');
    return [];
  }
  return given.flatMap((options) => {
    const without: string[] = [];
    const settings = contact.settings(options, (option) => without.push(`.${option}`));
    for (const option of settings ? without : ['']) lost(option);
    return settings ? [{ type: contact.type, settings, resolved: options.sendResolved }] : [];
  });
}

/** Options of receivers for which Grafana's contact points have no setting. */
export function lostInContactPoints(receivers: readonly Receiver[]): readonly string[] {
  const lost = new Set<string>();
  for (const receiver of receivers)
    for (const integration of integrationNames)
      partsOf(receiver, integration, (option) =>
        lost.add(`receiver ${receiver.name}.${integration}${option}`),
      );
  return [...lost];
}

/** Names of the environment variables that Grafana needs. */
export function variablesOf(receivers: readonly Receiver[]): readonly string[] {
  const secrets = receivers.flatMap((receiver) =>
    integrationNames.flatMap((integration: IntegrationName) =>
      partsOf(receiver, integration, () => {}).length > 0 ? receiver[integration].flatMap(secretsIn) : [],
    ),
  );
  return [...new Set(secrets.map(secretVariable))].sort();
}

function secretsIn(value: unknown): readonly SecretFile[] {
  if (isSecretFile(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(secretsIn) : [];
}
