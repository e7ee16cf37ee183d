import { choice, matching, name, several } from '../../../catalog/shape/index.js';
import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type TlsConfig, tlsFields } from './http.js';
import { type Notification, notificationFields } from './notification.js';

/** Messages about the same alerts stand in one thread. */
export interface EmailThreading {
  /** @default false */
  readonly enabled?: boolean;
  /** A thread for each day, or one for all. @default daily */
  readonly threadByDate?: 'daily' | 'none';
}

/** What is not given of the server is that of `mail`, then that of the global settings. */
export interface EmailOptions extends Notification {
  readonly to: string | readonly string[];
  /** A header, of which `headers` has the others. @default ours, with the alert and its summary */
  readonly subject?: string;
  readonly from?: string;
  /** The server, as `host:port`. */
  readonly smarthost?: string;
  /** Name by which Alertmanager greets the server. @default localhost */
  readonly hello?: string;
  readonly authUsername?: string;
  readonly authPassword?: SecretFile;
  /** Secret for CRAM-MD5. */
  readonly authSecret?: SecretFile;
  /** Identity for PLAIN. */
  readonly authIdentity?: string;
  /** @default true */
  readonly requireTls?: boolean;
  /** TLS from the first byte on. @default on port 465 */
  readonly forceImplicitTls?: boolean;
  readonly tlsConfig?: TlsConfig;
  /** Further headers by name; templates. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The HTML of the message. @default Alertmanager's template */
  readonly html?: string;
  /** Its plain text. @default none */
  readonly text?: string;
  readonly threading?: EmailThreading;
}

export const hostPort = matching(/^\S*:\d+$/, 'host:port');

/** In an AlertmanagerConfig, threading is on where it is written. */
function threadingObject(value: unknown): unknown {
  const { enabled, threadByDate } = value as EmailThreading;
  return enabled ? { threadByDate: threadByDate === 'none' ? 'None' : 'Daily' } : undefined;
}

export const emailFields = field.fieldsOf<EmailOptions>({
  ...notificationFields,
  to: field.value(several(name), { required: true }),
  // Written as one of the headers.
  subject: field.text({ key: false, object: false }),
  from: field.text(),
  smarthost: field.value(hostPort),
  hello: field.text(),
  authUsername: field.text(),
  authPassword: field.secret(),
  authSecret: field.secret(),
  authIdentity: field.text(),
  requireTls: field.flag(),
  forceImplicitTls: field.flag(),
  tlsConfig: field.object(tlsFields),
  headers: field.pairs(),
  html: field.text(),
  text: field.text(),
  threading: field.object(
    field.fieldsOf<EmailThreading>({
      enabled: field.flag(),
      threadByDate: field.value(choice('daily', 'none')),
    }),
    { objectValue: threadingObject },
  ),
});
