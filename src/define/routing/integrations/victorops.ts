import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** Options of the integration Splunk On-Call, formerly VictorOps. Texts are Alertmanager's templates. */
export interface VictoropsOptions extends HttpNotification {
  /** API key. @default that of the global settings */
  readonly apiKey?: SecretFile;
  /**
   * URL of the API.
   *
   * @default that of the global settings, https://alert.victorops.com/integrations/generic/20131114/alert/
   */
  readonly apiUrl?: string;
  /** Routing key, which maps the alert to a team; it is not secret. */
  readonly routingKey: string;
  /** Message type while an alert fires: `CRITICAL`, `WARNING` or `INFO`. @default CRITICAL */
  readonly messageType?: string;
  /** Summary of the problem. @default Alertmanager's template */
  readonly entityDisplayName?: string;
  /** Long explanation of the problem. @default Alertmanager's template */
  readonly stateMessage?: string;
  /** Name of the monitoring tool. @default Alertmanager's template */
  readonly monitoringTool?: string;
  /** Further data by name. */
  readonly customFields?: Readonly<Record<string, string>>;
}

export const victoropsFields = field.fieldsOf<VictoropsOptions>({
  ...httpNotificationFields,
  apiKey: field.secret(),
  apiUrl: field.text({ object: 'apiUrl' }),
  routingKey: field.named({ required: true }),
  messageType: field.text(),
  entityDisplayName: field.text(),
  stateMessage: field.text(),
  monitoringTool: field.text(),
  customFields: field.pairs(),
});
