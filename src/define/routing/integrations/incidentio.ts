import { text } from '../../../catalog/shape/index.js';
import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** Options of the integration incident.io. */
export interface IncidentioOptions extends HttpNotification {
  /** URL of the alert source, or the file that contains it. */
  readonly url: string | SecretFile;
  /** Token of the alert source; required unless `httpConfig` has `authorization`. */
  readonly alertSourceToken?: SecretFile;
  /** Maximum number of alerts in a message. @default 0, no limit */
  readonly maxAlerts?: number;
  /** Request timeout, as a duration. @default 0s, none */
  readonly timeout?: string;
}

export const incidentioFields = field.fieldsOf<IncidentioOptions>({
  ...httpNotificationFields,
  url: field.valueOrSecret(text, { required: true }),
  alertSourceToken: field.secret(),
  maxAlerts: field.whole0(),
  timeout: field.goDuration(),
});
