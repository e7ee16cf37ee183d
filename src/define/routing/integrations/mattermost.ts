import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** A field of an attachment in Mattermost. */
export interface MattermostField {
  /** Title of the field. */
  readonly title: string;
  /** Text of the field. */
  readonly value: string;
  /** Shows the field beside others. @default false */
  readonly short?: boolean;
}
/** An attachment of a message in Mattermost. */
export interface MattermostAttachment {
  /** Text for clients that show no attachments. */
  readonly fallback?: string;
  /** Colour of the attachment. */
  readonly color?: string;
  /** Text above the attachment. */
  readonly pretext?: string;
  /** Text of the attachment. */
  readonly text?: string;
  /** Name of the author. */
  readonly authorName?: string;
  /** URL of the author's name. */
  readonly authorLink?: string;
  /** URL of the author's icon. */
  readonly authorIcon?: string;
  /** Title of the attachment. */
  readonly title?: string;
  /** URL of the title. */
  readonly titleLink?: string;
  /** Fields of the attachment. */
  readonly fields?: readonly MattermostField[];
  /** URL of a thumbnail. */
  readonly thumbUrl?: string;
  /** Footer of the attachment. */
  readonly footer?: string;
  /** URL of the footer's icon. */
  readonly footerIcon?: string;
  /** URL of an image. */
  readonly imageUrl?: string;
}
/** Properties of a message in Mattermost. */
export interface MattermostProps {
  /** Markdown, shown in the sidebar. */
  readonly card?: string;
}
/** The priority of a message in Mattermost. */
export interface MattermostPriority {
  /** Priority: `urgent`, `important` or `standard`. */
  readonly priority?: string;
  /** Requests an acknowledgement; Enterprise edition only. @default false */
  readonly requestedAck?: boolean;
  /** Repeats urgent messages until they are acknowledged; Enterprise edition only. @default false */
  readonly persistentNotifications?: boolean;
}

/** Options of the integration Mattermost. Texts are Alertmanager's templates. */
export interface MattermostOptions extends HttpNotification, MattermostAttachment {
  /** Webhook URL. @default that of the global settings */
  readonly webhookUrl?: SecretFile;
  /** Channel, by its name in URLs. @default that of the webhook */
  readonly channel?: string;
  /** Name of the sender. @default that of the webhook */
  readonly username?: string;
  /** URL of the sender's icon. @default that of the webhook */
  readonly iconUrl?: string;
  /** Emoji as icon of the sender, such as `fire`; takes precedence over `iconUrl`. */
  readonly iconEmoji?: string;
  /**
   * Attachments.
   *
   * @deprecated Alertmanager replaces them by the fields of the message itself.
   */
  readonly attachments?: readonly MattermostAttachment[];
  /** Type of the post, `custom_…`. */
  readonly type?: string;
  /** Properties of the post. */
  readonly props?: MattermostProps;
  /** Priority of the post. @default standard */
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
