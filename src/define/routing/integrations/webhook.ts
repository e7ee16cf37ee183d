import { text, whole } from '../../../catalog/shape/index.js';
import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** Options of a webhook. */
export interface WebhookOptions extends HttpNotification {
  /** URL without a secret, or the file that contains the URL. */
  readonly url: string | SecretFile;
  /** Token, sent as `Authorization: Bearer …`; short for `httpConfig: { authorization: { credentials } }`. */
  readonly bearer?: SecretFile;
  /** Maximum number of alerts in a message. @default 0, no limit */
  readonly maxAlerts?: number;
  /**
   * Body instead of Alertmanager's JSON: data whose texts are templates, or a template of JSON. An AlertmanagerConfig
   * takes a template only.
   *
   * @default Alertmanager's JSON
   */
  readonly payload?: string | Readonly<Record<string, unknown>>;
  /** Request timeout, as a duration. @default 0s, none */
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
