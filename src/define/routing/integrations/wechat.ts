import { choice } from '../../../catalog/shape/index.js';
import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** Options of the integration WeChat. Texts are Alertmanager's templates. */
export interface WechatOptions extends HttpNotification {
  /** API secret. @default that of the global settings */
  readonly apiSecret?: SecretFile;
  /** URL of the API. @default that of the global settings, https://qyapi.weixin.qq.com/cgi-bin/ */
  readonly apiUrl?: string;
  /** Corporation id. @default that of the global settings */
  readonly corpId?: string;
  /** Text. @default Alertmanager's template */
  readonly message?: string;
  /** Type of the message. @default text */
  readonly messageType?: 'text' | 'markdown';
  /** Id of the agent. */
  readonly agentId?: string;
  /** Ids of users. */
  readonly toUser?: string;
  /** Ids of parties. */
  readonly toParty?: string;
  /** Ids of tags. */
  readonly toTag?: string;
}

export const wechatFields = field.fieldsOf<WechatOptions>({
  ...httpNotificationFields,
  apiSecret: field.secret(),
  apiUrl: field.text(),
  corpId: field.text(),
  message: field.text(),
  messageType: field.value(choice('text', 'markdown')),
  agentId: field.text(),
  toUser: field.text(),
  toParty: field.text(),
  toTag: field.text(),
});
