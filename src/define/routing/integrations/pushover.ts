import type { Duration } from '../../../catalog/index.js';
import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** Options of the integration Pushover. Texts are Alertmanager's templates. */
export interface PushoverOptions extends HttpNotification {
  /** Key of the user or the group. */
  readonly userKey: SecretFile;
  /** Token of the application. */
  readonly token: SecretFile;
  /** Title. @default Alertmanager's template */
  readonly title?: string;
  /** Text. @default Alertmanager's template */
  readonly message?: string;
  /** URL shown below the message. @default a link to Alertmanager */
  readonly url?: string;
  /** Text of the URL. */
  readonly urlTitle?: string;
  /** Device of the user. @default all devices */
  readonly device?: string;
  /** Sound. @default that of the user */
  readonly sound?: string;
  /** Priority, -2 to 2, as a template. @default 2 while an alert fires, otherwise 0 */
  readonly priority?: string;
  /** Interval of repetitions with priority 2: at least 30s. @default 1m */
  readonly retry?: Duration;
  /** Time for which the message is repeated: at most 3h. @default 1h */
  readonly expire?: Duration;
  /** Time after which the message is deleted. @default never */
  readonly ttl?: Duration;
  /** Renders the message as HTML; excludes `monospace`. @default false */
  readonly html?: boolean;
  /** Renders the message in a monospaced font. @default false */
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
