import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** Options of Microsoft Teams with a workflow: Alertmanager's `msteamsv2_configs`. */
export interface TeamsOptions extends HttpNotification {
  /** URL of the workflow (`webhook_url`), which is a secret. */
  readonly url: SecretFile;
  /** Title. @default the name of the alert */
  readonly title?: string;
  /** Text. @default summary, description and links of each alert */
  readonly text?: string;
}

/**
 * Options of Microsoft Teams with a Microsoft 365 connector, which Microsoft retires: Alertmanager's `msteams_configs`.
 */
export interface MsteamsOptions extends HttpNotification {
  /** Webhook URL. */
  readonly webhookUrl: SecretFile;
  /** Title. @default Alertmanager's template */
  readonly title?: string;
  /** Summary, shown in notifications. @default Alertmanager's template */
  readonly summary?: string;
  /** Text. @default Alertmanager's template */
  readonly text?: string;
}

export const teamsFields = field.fieldsOf<TeamsOptions>({
  ...httpNotificationFields,
  url: field.secret({ required: true, key: 'webhook_url', object: 'webhookURL' }),
  title: field.text(),
  text: field.text(),
});
export const msteamsFields = field.fieldsOf<MsteamsOptions>({
  ...httpNotificationFields,
  webhookUrl: field.secret({ required: true, object: 'webhookUrl' }),
  title: field.text(),
  summary: field.text(),
  text: field.text(),
});
