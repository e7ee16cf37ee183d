import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** Options of the integration Webex. The token of the bot is `httpConfig: { authorization: { credentials } }`. */
export interface WebexOptions extends HttpNotification {
  /** URL of the API. @default that of the global settings, https://webexapis.com/v1/messages */
  readonly apiUrl?: string;
  /** Id of the room. */
  readonly roomId: string;
  /** Text, as a template. @default Alertmanager's template */
  readonly message?: string;
}

export const webexFields = field.fieldsOf<WebexOptions>({
  ...httpNotificationFields,
  apiUrl: field.text(),
  roomId: field.named({ required: true }),
  message: field.text(),
});
