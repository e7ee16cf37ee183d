import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** Who is responsible, by exactly one of `id`, `name` and `username`. */
export interface OpsgenieResponder {
  readonly id?: string;
  readonly name?: string;
  readonly username?: string;
  /** `team`, `teams`, `user`, `escalation` or `schedule`; a template too. */
  readonly type: string;
}

export interface OpsgenieOptions extends HttpNotification {
  /** @default that of the global settings */
  readonly apiKey?: SecretFile;
  /** @default that of the global settings, https://api.opsgenie.com/ */
  readonly apiUrl?: string;
  /** At most 130 characters. */
  readonly message?: string;
  readonly description?: string;
  /** Where the alert is from. */
  readonly source?: string;
  /** Further data by name. @default the common labels */
  readonly details?: Readonly<Record<string, string>>;
  readonly responders?: readonly OpsgenieResponder[];
  /** Separated by commas. */
  readonly tags?: string;
  readonly note?: string;
  /** `P1` to `P5`. */
  readonly priority?: string;
  /** Changes message and description of an alert that is there. @default false */
  readonly updateAlerts?: boolean;
  readonly entity?: string;
  /** Separated by commas. */
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
