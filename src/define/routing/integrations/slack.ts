import { matching } from '../../../catalog/shape/index.js';
import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** Where Slack apps post messages. */
export const slackApi = 'https://slack.com/api/chat.postMessage';

/** A confirmation that is requested before an action. */
export interface SlackConfirmation {
  readonly text: string;
  readonly title?: string;
  readonly okText?: string;
  readonly dismissText?: string;
}
/** A button below a message: with `url`, or with `name` and `value`. */
export interface SlackAction {
  /** Type of the action: `button`. */
  readonly type: string;
  /** Text of the button. */
  readonly text: string;
  /** URL to open. */
  readonly url?: string;
  /** Style: `default`, `primary` or `danger`. */
  readonly style?: string;
  /** Name of the action. */
  readonly name?: string;
  /** Value of the action. */
  readonly value?: string;
  /** Confirmation before the action. */
  readonly confirm?: SlackConfirmation;
}
/** A field of a message, shown in a table. */
export interface SlackField {
  /** Title of the field. */
  readonly title: string;
  /** Text of the field. */
  readonly value: string;
  /** Shows the field beside others. @default shortFields */
  readonly short?: boolean;
}

/**
 * Options of the integration Slack. Texts are Alertmanager's templates, such as `{{ .CommonLabels.alertname }}`. The
 * default message has links to runbook and panel.
 */
export interface SlackOptions extends HttpNotification {
  /**
   * Webhook URL (`api_url`), which is a secret; or the URL of the API, for an app with its token in `httpConfig`.
   *
   * @default that of the global settings
   */
  readonly url?: SecretFile | typeof slackApi;
  /** Token of a Slack app, instead of `url`. @default that of the global settings */
  readonly appToken?: SecretFile;
  /** URL to which the messages of an app are posted. @default https://slack.com/api/chat.postMessage */
  readonly appUrl?: string;
  /** Channel, user or id; may be a template. @default that of the webhook */
  readonly channel?: string;
  /** Updates the previous message instead of sending a new one; apps only. @default false */
  readonly updateMessage?: boolean;
  /** Title of the attachment. @default the alert and its state */
  readonly title?: string;
  /** URL of the title. @default a link to Alertmanager */
  readonly titleLink?: string;
  /** Text above the attachment. */
  readonly pretext?: string;
  /** Text of the attachment. @default summary, description and links of each alert */
  readonly text?: string;
  /** Text of the message itself, outside of the attachment. */
  readonly messageText?: string;
  /** Fields of the attachment. */
  readonly fields?: readonly SlackField[];
  /** Shows fields beside each other. @default false */
  readonly shortFields?: boolean;
  /** Buttons below the message. */
  readonly actions?: readonly SlackAction[];
  /** Footer of the attachment. */
  readonly footer?: string;
  /** Text for clients that show no attachments. @default Alertmanager's template */
  readonly fallback?: string;
  /** Callback id of the actions. */
  readonly callbackId?: string;
  /** Colour of the attachment: `good`, `warning`, `danger`, or a hexadecimal colour such as `#439FE0`. */
  readonly color?: string;
  /** Name of the sender. @default Alertmanager */
  readonly username?: string;
  /** Emoji as icon of the sender, such as `:fire:`. */
  readonly iconEmoji?: string;
  /** URL of the sender's icon. */
  readonly iconUrl?: string;
  /** URL of an image. */
  readonly imageUrl?: string;
  /** URL of a thumbnail. */
  readonly thumbUrl?: string;
  /** Turns names of channels and users into links. @default false */
  readonly linkNames?: boolean;
  /** Parts of the message in Slack's markup. @default fallback, pretext and text */
  readonly mrkdwnIn?: readonly string[];
  /** Request timeout, as a duration. @default 0s, none */
  readonly timeout?: string;
}

const slackField = field.fieldsOf<SlackField>({
  title: field.text({ required: true }),
  value: field.text({ required: true }),
  short: field.flag(),
});

export const slackFields = field.fieldsOf<SlackOptions>({
  ...httpNotificationFields,
  url: field.secret({ key: 'api_url', object: 'apiURL', open: [slackApi] }),
  appToken: field.secret({ object: false }),
  appUrl: field.text({ object: false }),
  channel: field.value(
    matching(
      /^([#@].|[CDGUW][A-Z0-9]{6,}$)|\{\{/,
      'a channel such as #team, a user such as @name, an id such as C0123456789, or a template',
    ),
  ),
  updateMessage: field.flag(),
  title: field.text(),
  titleLink: field.text(),
  pretext: field.text(),
  text: field.text(),
  messageText: field.text(),
  fields: field.objects(slackField),
  shortFields: field.flag(),
  actions: field.objects(
    field.fieldsOf<SlackAction>({
      type: field.text({ required: true }),
      text: field.text({ required: true }),
      url: field.text({ object: 'url' }),
      style: field.text(),
      name: field.text(),
      value: field.text(),
      confirm: field.object(
        field.fieldsOf<SlackConfirmation>({
          text: field.text({ required: true }),
          title: field.text(),
          okText: field.text(),
          dismissText: field.text(),
        }),
      ),
    }),
  ),
  footer: field.text(),
  fallback: field.text(),
  callbackId: field.text({ object: 'callbackId' }),
  color: field.text(),
  username: field.text(),
  iconEmoji: field.text(),
  iconUrl: field.text(),
  imageUrl: field.text(),
  thumbUrl: field.text(),
  linkNames: field.flag(),
  mrkdwnIn: field.texts(),
  timeout: field.goDuration(),
});
