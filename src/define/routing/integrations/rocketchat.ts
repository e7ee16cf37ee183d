import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** A field of an attachment in Rocket.Chat. */
export interface RocketchatField {
  /** Title of the field. */
  readonly title: string;
  /** Text of the field. */
  readonly value: string;
  /** Shows the field beside others. @default shortFields */
  readonly short?: boolean;
}
/** A button below the message. */
export interface RocketchatAction {
  /** Type of the action: `button`. */
  readonly type?: string;
  /** Text of the button. */
  readonly text?: string;
  /** URL to open. */
  readonly url?: string;
  /** URL of an image on the button. */
  readonly imageUrl?: string;
  /** Opens the URL in a web view. @default false */
  readonly isWebView?: boolean;
  /** Height of the web view: `compact`, `tall` or `full`. */
  readonly webviewHeightRatio?: string;
  /** Message sent to the chat when the button is pressed. */
  readonly msg?: string;
  /** Sends the message in the current chat window. @default false */
  readonly msgInChatWindow?: boolean;
  /** Processing of the message: `sendMessage` or `respondWithMessage`. */
  readonly msgProcessingType?: string;
}

/** Options of the integration Rocket.Chat. Texts are Alertmanager's templates. */
export interface RocketchatOptions extends HttpNotification {
  /** URL of the server. @default that of the global settings, https://open.rocket.chat/ */
  readonly apiUrl?: string;
  /** Token. @default that of the global settings */
  readonly token?: SecretFile;
  /** Id of the token. @default that of the global settings */
  readonly tokenId?: SecretFile;
  /** Channel, or a user with `@`. */
  readonly channel?: string;
  /** Colour of the attachment. */
  readonly color?: string;
  /** Title. @default Alertmanager's template */
  readonly title?: string;
  /** URL of the title. @default a link to Alertmanager */
  readonly titleLink?: string;
  /** Text. @default Alertmanager's template */
  readonly text?: string;
  /** Fields of the attachment. */
  readonly fields?: readonly RocketchatField[];
  /** Shows fields beside each other. @default false */
  readonly shortFields?: boolean;
  /** Emoji as icon of the sender. */
  readonly emoji?: string;
  /** URL of the sender's icon. */
  readonly iconUrl?: string;
  /** URL of an image. */
  readonly imageUrl?: string;
  /** URL of a thumbnail. */
  readonly thumbUrl?: string;
  /** Turns names of channels and users into links. @default false */
  readonly linkNames?: boolean;
  /** Buttons below the message. */
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
      title: field.text({ required: true, mayBeMissing: true }),
      value: field.text({ required: true, mayBeMissing: true }),
      short: field.flag(),
    }),
  ),
  shortFields: field.flag(),
  emoji: field.text(),
  iconUrl: field.text(),
  imageUrl: field.text(),
  thumbUrl: field.text(),
  linkNames: field.flag(),
  // Alertmanager gives these keys no YAML names: they are the names in its Go code in lower case.
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
