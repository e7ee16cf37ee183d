import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** The token of the bot is `httpConfig: { authorization: { credentials } }`. */
export interface WebexOptions extends HttpNotification {
  /** @default that of the global settings, https://webexapis.com/v1/messages */
  readonly apiUrl?: string;
  readonly roomId: string;
  readonly message?: string;
}

export const webexFields = field.fieldsOf<WebexOptions>({
  ...httpNotificationFields,
  apiUrl: field.text(),
  roomId: field.named({ required: true }),
  message: field.text(),
});
