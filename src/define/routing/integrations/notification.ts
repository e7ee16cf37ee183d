import * as field from './field.js';
import { type HttpConfig, httpFields } from './http.js';

/** Options of every integration. */
export interface Notification {
  /** Notifies about resolved alerts. @default true */
  readonly sendResolved?: boolean;
  /**
   * Further fields of the integration, in the form of Alertmanager's configuration file; merged last. Secrets are
   * rejected.
   */
  readonly json?: Readonly<Record<string, unknown>>;
}

/** Options of integrations that send HTTP requests. */
export interface HttpNotification extends Notification {
  /** HTTP client options. @default those of the global settings */
  readonly httpConfig?: HttpConfig;
}

export const notificationFields = {
  sendResolved: field.flag(),
  // Written by the emitters, each in its own way.
  json: field.data({ key: false, object: false }),
};
export const httpNotificationFields = { ...notificationFields, httpConfig: field.object(httpFields) };
