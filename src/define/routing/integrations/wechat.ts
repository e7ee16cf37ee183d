import { choice } from '../../../catalog/shape/index.js';
import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

export interface WechatOptions extends HttpNotification {
  /** @default that of the global settings */
  readonly apiSecret?: SecretFile;
  /** @default that of the global settings, https://qyapi.weixin.qq.com/cgi-bin/ */
  readonly apiUrl?: string;
  /** @default that of the global settings */
  readonly corpId?: string;
  readonly message?: string;
  /** @default text */
  readonly messageType?: 'text' | 'markdown';
  readonly agentId?: string;
  readonly toUser?: string;
  readonly toParty?: string;
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
