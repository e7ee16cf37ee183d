import { matching } from '../../../catalog/shape/index.js';
import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** Where apps post messages. */
export const slackApi = 'https://slack.com/api/chat.postMessage';

/** Asks before an action is done. */
export interface SlackConfirmation {
  readonly text: string;
  readonly title?: string;
  readonly okText?: string;
  readonly dismissText?: string;
}
/** A button below the message: with `url`, or with `name` and `value`. */
export interface SlackAction {
  readonly type: string;
  readonly text: string;
  readonly url?: string;
  /** `default`, `primary` or `danger`. */
  readonly style?: string;
  readonly name?: string;
  readonly value?: string;
  readonly confirm?: SlackConfirmation;
}
/** A field of the message, as a small table. */
export interface SlackField {
  readonly title: string;
  readonly value: string;
  /** Short enough to stand beside another. @default shortFields */
  readonly short?: boolean;
}

/** Texts are Alertmanager's templates: `{{ .CommonLabels.alertname }}`. @default ours, with runbook and panel */
export interface SlackOptions extends HttpNotification {
  /**
   * Alertmanager's `api_url`: the webhook's URL, which is a secret, or that of the API for an app whose token is in
   * `httpConfig`. @default that of the global settings
   */
  readonly url?: SecretFile | typeof slackApi;
  /** Token of a Slack app in place of `url`. @default that of the global settings */
  readonly appToken?: SecretFile;
  /** Where messages of an app are posted. @default https://slack.com/api/chat.postMessage */
  readonly appUrl?: string;
  /** A channel, a user or an id; a template too. @default that of the webhook */
  readonly channel?: string;
  /** Changes the message that was sent before in place of sending another; for apps only. @default false */
  readonly updateMessage?: boolean;
  readonly title?: string;
  readonly titleLink?: string;
  /** Text in front of the attachment. */
  readonly pretext?: string;
  readonly text?: string;
  /** Text of the message itself, outside of the attachment. */
  readonly messageText?: string;
  readonly fields?: readonly SlackField[];
  /** Fields are short. @default false */
  readonly shortFields?: boolean;
  readonly actions?: readonly SlackAction[];
  readonly footer?: string;
  /** Text for programs that show no attachments. */
  readonly fallback?: string;
  readonly callbackId?: string;
  /** `good`, `warning`, `danger` or a colour such as `#439FE0`. */
  readonly color?: string;
  readonly username?: string;
  /** Such as `:fire:`. */
  readonly iconEmoji?: string;
  readonly iconUrl?: string;
  readonly imageUrl?: string;
  readonly thumbUrl?: string;
  /** Names of channels and users become links. @default false */
  readonly linkNames?: boolean;
  /** Parts with Slack's markup. @default fallback, pretext and text */
  readonly mrkdwnIn?: readonly string[];
  /** Longest time of a request. @default none */
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
