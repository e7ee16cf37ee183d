import { text } from '../../../catalog/shape/index.js';
import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

export interface IncidentioOptions extends HttpNotification {
  /** URL of the alert source, or the file that holds it. */
  readonly url: string | SecretFile;
  /** This, or `httpConfig: { authorization }`. */
  readonly alertSourceToken?: SecretFile;
  /** Most alerts in one message. @default 0, which is all */
  readonly maxAlerts?: number;
  /** Longest time of a request. @default none */
  readonly timeout?: string;
}

export const incidentioFields = field.fieldsOf<IncidentioOptions>({
  ...httpNotificationFields,
  url: field.valueOrSecret(text, { required: true }),
  alertSourceToken: field.secret(),
  maxAlerts: field.whole0(),
  timeout: field.goDuration(),
});
