import type { Duration } from '../../../catalog/index.js';
import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

export interface PushoverOptions extends HttpNotification {
  /** Key of the user or group that is notified. */
  readonly userKey: SecretFile;
  /** Token of the application. */
  readonly token: SecretFile;
  readonly title?: string;
  readonly message?: string;
  readonly url?: string;
  readonly urlTitle?: string;
  /** One device of the user. @default all */
  readonly device?: string;
  readonly sound?: string;
  /** From -2 to 2, as a template. @default 2 while an alert fires, else 0 */
  readonly priority?: string;
  /** Distance of repetitions with priority 2; at least 30s. @default 1m */
  readonly retry?: Duration;
  /** How long it is repeated; at most 3h. @default 1h */
  readonly expire?: Duration;
  /** Deletes the message after that time. @default never */
  readonly ttl?: Duration;
  /** The message is HTML; not with `monospace`. @default false */
  readonly html?: boolean;
  /** @default false */
  readonly monospace?: boolean;
}

export const pushoverFields = field.fieldsOf<PushoverOptions>({
  ...httpNotificationFields,
  userKey: field.secret({ required: true }),
  token: field.secret({ required: true }),
  title: field.text(),
  message: field.text(),
  url: field.text({ object: 'url' }),
  urlTitle: field.text(),
  device: field.text(),
  sound: field.text(),
  priority: field.text(),
  retry: field.duration(),
  expire: field.duration(),
  ttl: field.duration(),
  html: field.flag(),
  monospace: field.flag(),
});
