import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** A responder, by exactly one of `id`, `name` and `username`. */
export interface OpsgenieResponder {
  /** Id of the responder. */
  readonly id?: string;
  /** Name of the responder. */
  readonly name?: string;
  /** User name of the responder. */
  readonly username?: string;
  /** Type: `team`, `teams`, `user`, `escalation` or `schedule`; may be a template. */
  readonly type: string;
}

/** Options of the integration Opsgenie. Texts are Alertmanager's templates. */
export interface OpsgenieOptions extends HttpNotification {
  /** API key. @default that of the global settings */
  readonly apiKey?: SecretFile;
  /** URL of the API. @default that of the global settings, https://api.opsgenie.com/ */
  readonly apiUrl?: string;
  /** Text of the alert: at most 130 characters. @default Alertmanager's template */
  readonly message?: string;
  /** Description. @default Alertmanager's template */
  readonly description?: string;
  /** Source of the alert. @default a link to Alertmanager */
  readonly source?: string;
  /** Further data by name. @default the common labels */
  readonly details?: Readonly<Record<string, string>>;
  /** Responders. */
  readonly responders?: readonly OpsgenieResponder[];
  /** Tags, separated by commas. */
  readonly tags?: string;
  /** Additional note. */
  readonly note?: string;
  /** Priority, `P1` to `P5`. */
  readonly priority?: string;
  /** Updates message and description of existing alerts. @default false */
  readonly updateAlerts?: boolean;
  /** Entity that the alert is about. */
  readonly entity?: string;
  /** Actions for the alert, separated by commas. */
  readonly actions?: string;
}

export const opsgenieFields = field.fieldsOf<OpsgenieOptions>({
  ...httpNotificationFields,
  apiKey: field.secret(),
  apiUrl: field.text(),
  message: field.text(),
  description: field.text(),
  source: field.text(),
  details: field.pairs(),
  responders: field.objects(
    field.fieldsOf<OpsgenieResponder>({
      id: field.text({ object: 'id' }),
      name: field.text(),
      username: field.text(),
      type: field.text({ required: true }),
    }),
  ),
  tags: field.text(),
  note: field.text(),
  priority: field.text(),
  updateAlerts: field.flag(),
  entity: field.text(),
  actions: field.text(),
});
