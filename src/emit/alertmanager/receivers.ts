import { defined } from '../../catalog/defined.js';
import type { Receiver } from '../../define/index.js';
import { integrations } from '../../define/routing/integrations/index.js';
import { type SecretFile, secretPath } from '../../define/secret.js';
import { merged } from '../../grafana/merge.js';
import type { ResolvedRouting } from '../../resolve/index.js';
import { writtenFields } from './fields.js';
import { completeIntegrations } from './integrations.js';
import { settingsOf } from './settings.js';
import { type MessageTexts, messageTexts } from './texts.js';

/** A receiver in Alertmanager's configuration. Secrets are files in `secrets`; e-mail is sent through `mail`. */
export function receiverOf(
  receiver: Receiver,
  texts: MessageTexts,
  { secrets, mail }: Pick<ResolvedRouting, 'secrets' | 'mail'>,
  lost?: (option: string) => void,
): object {
  const target = { path: (secret: SecretFile) => secretPath(secret, secrets), ...(lost && { lost }) };
  const lists: Record<string, object[]> = {};
  for (const { integration, options } of completeIntegrations(receiver, texts, mail)) {
    const { key, fields } = integrations[integration];
    const written = writtenFields(fields, options, target, `receiver ${receiver.name}.${integration}`);
    const { json } = options as { readonly json?: object };
    lists[key] = [...(lists[key] ?? []), merged(written, json ?? {})];
  }
  return merged(
    { name: receiver.name, ...defined({ labels: receiver.labels }), ...lists },
    receiver.json ?? {},
  );
}

/** Options of a bundle's routing for which Alertmanager's file has no form: secrets that it reads from no file. */
export function lostInFile(routing: ResolvedRouting): readonly string[] {
  const lost = new Set<string>();
  const add = (option: string) => lost.add(option);
  for (const receiver of routing.receivers) receiverOf(receiver, messageTexts('', ['']), routing, add);
  settingsOf([routing], add);
  return [...lost];
}
