import { text, whole } from '../../../catalog/shape/index.js';
import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

export interface WebhookOptions extends HttpNotification {
  /** A URL without a secret in it, or the file that holds it. */
  readonly url: string | SecretFile;
  /** Sent as `Authorization: Bearer …`: short for `httpConfig: { authorization: { credentials } }`. */
  readonly bearer?: SecretFile;
  /** Most alerts in one message. @default 0, which is all */
  readonly maxAlerts?: number;
  /**
   * What is sent in place of Alertmanager's own JSON: data whose texts are templates, or one template that gives JSON.
   * An AlertmanagerConfig takes the template.
   */
  readonly payload?: string | Readonly<Record<string, unknown>>;
  /** Longest time of a request. @default none */
  readonly timeout?: string;
}

export const webhookFields = field.fieldsOf<WebhookOptions>({
  ...httpNotificationFields,
  url: field.valueOrSecret(text, { required: true, object: 'url', objectFile: 'urlSecret' }),
  bearer: field.secret({ key: false, object: false }),
  maxAlerts: field.value(whole(0, 1_000_000)),
  payload: field.data({
    objectValue: (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
  }),
  timeout: field.goDuration(),
});
