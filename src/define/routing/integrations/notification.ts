import * as field from './field.js';
import { type HttpConfig, httpFields } from './http.js';

/** What the ways of notifying have in common. */
export interface Notification {
  /** Notifies also when alerts are resolved. @default true */
  readonly sendResolved?: boolean;
  /**
   * Fields of Alertmanager that have no option here, by their names in its file: merged last into what is written there.
   * Secrets are not among them.
   */
  readonly json?: Readonly<Record<string, unknown>>;
}

/** What the ways that send HTTP requests have in common. */
export interface HttpNotification extends Notification {
  /** How requests are sent. @default `httpConfig` of the global settings */
  readonly httpConfig?: HttpConfig;
}

export const notificationFields = {
  sendResolved: field.flag(),
  // Written by the emitters, each in its own way.
  json: field.data({ key: false, object: false }),
};
export const httpNotificationFields = { ...notificationFields, httpConfig: field.object(httpFields) };
