import type { Receiver } from '../../define/index.js';
import { integrations } from '../../define/routing/integrations/index.js';
import { type SecretFile, secretPath } from '../../define/secret.js';
import { merged } from '../../grafana/merge.js';
import type { ResolvedRouting } from '../../resolve/index.js';
import { defined } from '../packaging/yaml-file.js';
import { writtenFields } from './fields.js';
import type { MessageTexts } from './texts.js';
import { completeWays } from './ways.js';

/** A receiver in Alertmanager's configuration. Secrets are files in `secrets`; e-mail is sent through `mail`. */
export function receiverOf(
  receiver: Receiver,
  texts: MessageTexts,
  { secrets, mail }: Pick<ResolvedRouting, 'secrets' | 'mail'>,
): object {
  const path = (secret: SecretFile) => secretPath(secret, secrets);
  const lists: Record<string, object[]> = {};
  for (const { way, options } of completeWays(receiver, texts, mail)) {
    const { key, fields } = integrations[way];
    const written = writtenFields(fields, options, path);
    const { json } = options as { readonly json?: object };
    lists[key] = [...(lists[key] ?? []), merged(written, json ?? {})];
  }
  return merged(
    { name: receiver.name, ...defined({ labels: receiver.labels }), ...lists },
    receiver.json ?? {},
  );
}
