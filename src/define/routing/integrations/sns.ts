import { text } from '../../../catalog/shape/index.js';
import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** How requests to AWS are signed. Without keys, the environment and the machine that Alertmanager runs on are asked. */
export interface Sigv4 {
  readonly region?: string;
  /**
   * With `secretKey`. Alertmanager's file has no form for a key that is kept in another file: there, set
   * AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or use `profile` or `roleArn`.
   */
  readonly accessKey?: SecretFile;
  readonly secretKey?: SecretFile;
  /** Named profile of AWS. */
  readonly profile?: string;
  /** Role that is assumed. */
  readonly roleArn?: string;
  /** With `roleArn`. */
  readonly externalId?: string;
  /** @default false */
  readonly useFipsStsEndpoint?: boolean;
  /** Service that requests are signed for. @default aps */
  readonly serviceName?: string;
}

export interface SnsOptions extends HttpNotification {
  /** @default that of the region */
  readonly apiUrl?: string;
  readonly sigv4?: Sigv4;
  /** One of `topicArn`, `phoneNumber` and `targetArn`. */
  readonly topicArn?: string;
  /** In the form E.164, such as +491234567. */
  readonly phoneNumber?: string;
  readonly targetArn?: string;
  /** Of messages that are delivered as e-mail. */
  readonly subject?: string;
  readonly message?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Requests by the HTTP client of AWS, which reads AWS_CA_BUNDLE. @default false */
  readonly useAwsHttpClient?: boolean;
}

export const snsFields = field.fieldsOf<SnsOptions>({
  ...httpNotificationFields,
  apiUrl: field.text(),
  sigv4: field.object(
    field.fieldsOf<Sigv4>({
      region: field.text(),
      accessKey: field.secret({ key: false }),
      secretKey: field.secret({ key: false }),
      profile: field.text(),
      roleArn: field.text({ object: 'roleArn' }),
      externalId: field.text({ object: 'externalId' }),
      useFipsStsEndpoint: field.flag({ object: 'useFIPSSTSEndpoint' }),
      serviceName: field.text({ object: false }),
    }),
  ),
  topicArn: field.text(),
  phoneNumber: field.value(text),
  targetArn: field.text(),
  subject: field.text(),
  message: field.text(),
  attributes: field.pairs({ objectValue: (value) => value }),
  useAwsHttpClient: field.flag({ object: 'useAWSHTTPClient' }),
});
