import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

export interface DiscordOptions extends HttpNotification {
  readonly webhookUrl: SecretFile;
  readonly title?: string;
  readonly message?: string;
  /** Text above the embedded message; at most 2000 characters. */
  readonly content?: string;
  readonly username?: string;
  readonly avatarUrl?: string;
}

export const discordFields = field.fieldsOf<DiscordOptions>({
  ...httpNotificationFields,
  webhookUrl: field.secret({ required: true, object: 'apiURL' }),
  title: field.text(),
  message: field.text(),
  content: field.text(),
  username: field.text(),
  avatarUrl: field.text(),
});
