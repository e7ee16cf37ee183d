import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** Microsoft Teams by a workflow: Alertmanager's `msteamsv2_configs`. */
export interface TeamsOptions extends HttpNotification {
  /** Alertmanager's `webhook_url`: the URL of the workflow, which is a secret. */
  readonly url: SecretFile;
  /** @default ours, with the name of the alert */
  readonly title?: string;
  readonly text?: string;
}

/** Microsoft Teams by a connector of Microsoft 365, which Microsoft retires: Alertmanager's `msteams_configs`. */
export interface MsteamsOptions extends HttpNotification {
  readonly webhookUrl: SecretFile;
  readonly title?: string;
  readonly summary?: string;
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
