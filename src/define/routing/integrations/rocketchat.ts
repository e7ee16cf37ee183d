import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** A field of an attachment in Rocket.Chat. */
export interface RocketchatField {
  readonly title: string;
  readonly value: string;
  /** @default shortFields */
  readonly short?: boolean;
}
/** A button below the message. */
export interface RocketchatAction {
  /** `button`. */
  readonly type?: string;
  readonly text?: string;
  readonly url?: string;
  readonly imageUrl?: string;
  readonly isWebView?: boolean;
  readonly webviewHeightRatio?: string;
  /** What is said in the chat when the button is pressed. */
  readonly msg?: string;
  readonly msgInChatWindow?: boolean;
  /** `sendMessage` or `respondWithMessage`. */
  readonly msgProcessingType?: string;
}

export interface RocketchatOptions extends HttpNotification {
  /** @default that of the global settings, https://open.rocket.chat/ */
  readonly apiUrl?: string;
  /** @default that of the global settings */
  readonly token?: SecretFile;
  /** @default that of the global settings */
  readonly tokenId?: SecretFile;
  readonly channel?: string;
  readonly color?: string;
  readonly title?: string;
  readonly titleLink?: string;
  readonly text?: string;
  readonly fields?: readonly RocketchatField[];
  /** @default false */
  readonly shortFields?: boolean;
  readonly emoji?: string;
  readonly iconUrl?: string;
  readonly imageUrl?: string;
  readonly thumbUrl?: string;
  /** @default false */
  readonly linkNames?: boolean;
  readonly actions?: readonly RocketchatAction[];
}

export const rocketchatFields = field.fieldsOf<RocketchatOptions>({
  ...httpNotificationFields,
  apiUrl: field.text(),
  token: field.secret(),
  tokenId: field.secret(),
  channel: field.text(),
  color: field.text(),
  title: field.text(),
  titleLink: field.text(),
  text: field.text(),
  fields: field.objects(
    field.fieldsOf<RocketchatField>({
      title: field.text({ required: true }),
      value: field.text({ required: true }),
      short: field.flag(),
    }),
  ),
  shortFields: field.flag(),
  emoji: field.text(),
  iconUrl: field.text(),
  imageUrl: field.text(),
  thumbUrl: field.text(),
  linkNames: field.flag(),
  // Alertmanager gives these keys no names of their own: they are those of its Go code without capitals.
  actions: field.objects(
    field.fieldsOf<RocketchatAction>({
      type: field.text({ object: false }),
      text: field.text(),
      url: field.text({ object: 'url' }),
      imageUrl: field.text({ key: 'imageurl', object: false }),
      isWebView: field.flag({ key: 'iswebview', object: false }),
      webviewHeightRatio: field.text({ key: 'webviewheightratio', object: false }),
      msg: field.text(),
      msgInChatWindow: field.flag({ key: 'msginchatwindow', object: false }),
      msgProcessingType: field.text({ key: 'msgprocessingtype', object: false }),
    }),
  ),
});
