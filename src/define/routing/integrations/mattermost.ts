import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** A field of an attachment in Mattermost. */
export interface MattermostField {
  readonly title: string;
  readonly value: string;
  readonly short?: boolean;
}
/** What a message shows beside its text. */
export interface MattermostAttachment {
  readonly fallback?: string;
  readonly color?: string;
  readonly pretext?: string;
  readonly text?: string;
  readonly authorName?: string;
  readonly authorLink?: string;
  readonly authorIcon?: string;
  readonly title?: string;
  readonly titleLink?: string;
  readonly fields?: readonly MattermostField[];
  readonly thumbUrl?: string;
  readonly footer?: string;
  readonly footerIcon?: string;
  readonly imageUrl?: string;
}
/** Properties of a message in Mattermost. */
export interface MattermostProps {
  /** Markdown that is shown at the side. */
  readonly card?: string;
}
/** The priority of a message in Mattermost. */
export interface MattermostPriority {
  /** `urgent`, `important` or `standard`. */
  readonly priority?: string;
  /** Asks for a confirmation; in the enterprise version. @default false */
  readonly requestedAck?: boolean;
  /** Repeats urgent messages until they are confirmed; in the enterprise version. @default false */
  readonly persistentNotifications?: boolean;
}

export interface MattermostOptions extends HttpNotification, MattermostAttachment {
  /** @default that of the global settings */
  readonly webhookUrl?: SecretFile;
  /** Name of the channel, as it is in its URL. @default that of the webhook */
  readonly channel?: string;
  readonly username?: string;
  readonly iconUrl?: string;
  readonly iconEmoji?: string;
  /** @deprecated in Alertmanager: the fields of the message itself replace it. */
  readonly attachments?: readonly MattermostAttachment[];
  readonly type?: string;
  readonly props?: MattermostProps;
  readonly priority?: MattermostPriority;
}

const attachmentFields = {
  fallback: field.text(),
  color: field.text(),
  pretext: field.text(),
  text: field.text(),
  authorName: field.text(),
  authorLink: field.text(),
  authorIcon: field.text(),
  title: field.text(),
  titleLink: field.text(),
  fields: field.objects(
    field.fieldsOf<MattermostField>({
      title: field.text({ required: true }),
      value: field.text({ required: true }),
      short: field.flag(),
    }),
  ),
  thumbUrl: field.text(),
  footer: field.text(),
  footerIcon: field.text(),
  imageUrl: field.text(),
};

export const mattermostFields = field.fieldsOf<MattermostOptions>({
  ...httpNotificationFields,
  ...attachmentFields,
  webhookUrl: field.secret(),
  channel: field.text(),
  username: field.text(),
  iconUrl: field.text(),
  iconEmoji: field.text(),
  attachments: field.objects(field.fieldsOf<MattermostAttachment>(attachmentFields)),
  type: field.text(),
  props: field.object(field.fieldsOf<MattermostProps>({ card: field.text() })),
  priority: field.object(
    field.fieldsOf<MattermostPriority>({
      priority: field.text(),
      requestedAck: field.flag(),
      persistentNotifications: field.flag(),
    }),
  ),
});
