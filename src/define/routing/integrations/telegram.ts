import { choice, whole } from '../../../catalog/shape/index.js';
import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** Options of the integration Telegram. Texts are Alertmanager's templates. */
export interface TelegramOptions extends HttpNotification {
  /** Token of the bot. @default that of the global settings */
  readonly botToken?: SecretFile;
  /** Id of the chat, negative for groups, or the file that contains it. */
  readonly chatId: number | SecretFile;
  /** Id of a topic in a group. */
  readonly messageThreadId?: number;
  /** Text. @default Alertmanager's template */
  readonly message?: string;
  /** Sends messages without a sound. @default false */
  readonly disableNotifications?: boolean;
  /** Markup of the text; empty for plain text. @default HTML */
  readonly parseMode?: 'HTML' | 'Markdown' | 'MarkdownV2' | '';
  /** URL of the API. @default that of the global settings, https://api.telegram.org */
  readonly apiUrl?: string;
}

export const telegramFields = field.fieldsOf<TelegramOptions>({
  ...httpNotificationFields,
  botToken: field.secret(),
  chatId: field.valueOrSecret(whole(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER), { required: true }),
  messageThreadId: field.whole0(),
  message: field.text(),
  disableNotifications: field.flag(),
  parseMode: field.value(choice('HTML', 'Markdown', 'MarkdownV2', '')),
  apiUrl: field.text(),
});
