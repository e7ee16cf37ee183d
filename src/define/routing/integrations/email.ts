import { choice, matching, name, several } from '../../../catalog/shape/index.js';
import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type TlsConfig, tlsFields } from './http.js';
import { type Notification, notificationFields } from './notification.js';

/** Groups e-mails about the same alerts into threads. */
export interface EmailThreading {
  /** Enables threading. @default false */
  readonly enabled?: boolean;
  /** Starts a new thread every day, or never. @default daily */
  readonly threadByDate?: 'daily' | 'none';
}

/** Options of e-mail. Options of the server that are not set are those of `mail`, then those of the global settings. */
export interface EmailOptions extends Notification {
  /** Recipients. */
  readonly to: string | readonly string[];
  /** Subject, as a template; `headers` has further headers. @default the alert and its summary */
  readonly subject?: string;
  /** Sender. */
  readonly from?: string;
  /** Address of the mail server, `host:port`. */
  readonly smarthost?: string;
  /** Host name sent in HELO. @default localhost */
  readonly hello?: string;
  /** User for CRAM-MD5, LOGIN and PLAIN. */
  readonly authUsername?: string;
  /** Password for LOGIN and PLAIN. */
  readonly authPassword?: SecretFile;
  /** Secret for CRAM-MD5. */
  readonly authSecret?: SecretFile;
  /** Identity for PLAIN. */
  readonly authIdentity?: string;
  /** Requires STARTTLS. @default true */
  readonly requireTls?: boolean;
  /** Uses TLS from the start, without STARTTLS. @default true on port 465 */
  readonly forceImplicitTls?: boolean;
  /** TLS options of the mail server. */
  readonly tlsConfig?: TlsConfig;
  /** Further headers by name, as templates. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Body in HTML, as a template. @default Alertmanager's template */
  readonly html?: string;
  /** Body in plain text, as a template. @default none */
  readonly text?: string;
  /** Threading of e-mails. */
  readonly threading?: EmailThreading;
}

export const hostPort = matching(/^\S*:\d+$/, 'host:port');

/** In an AlertmanagerConfig, threading is enabled if the field exists. */
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
