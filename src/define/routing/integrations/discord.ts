import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** Options of the integration Discord. Texts are Alertmanager's templates. */
export interface DiscordOptions extends HttpNotification {
  /** Webhook URL. */
  readonly webhookUrl: SecretFile;
  /** Title of the embed. @default Alertmanager's template */
  readonly title?: string;
  /** Text of the embed. @default Alertmanager's template */
  readonly message?: string;
  /** Text above the embed: at most 2000 characters. */
  readonly content?: string;
  /** Name of the sender. @default that of the webhook */
  readonly username?: string;
  /** URL of the sender's avatar. @default that of the webhook */
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
