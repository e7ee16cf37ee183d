import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** Splunk On-Call, which was VictorOps. */
export interface VictoropsOptions extends HttpNotification {
  /** @default that of the global settings */
  readonly apiKey?: SecretFile;
  /** @default that of the global settings, https://alert.victorops.com/integrations/generic/20131114/alert/ */
  readonly apiUrl?: string;
  /** Maps the alert to a team; it is no secret. */
  readonly routingKey: string;
  /** `CRITICAL`, `WARNING` or `INFO`. @default CRITICAL */
  readonly messageType?: string;
  /** Summary of the problem. */
  readonly entityDisplayName?: string;
  /** Its long explanation. */
  readonly stateMessage?: string;
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
