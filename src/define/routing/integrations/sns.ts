import { text } from '../../../catalog/shape/index.js';
import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** Signing of requests to AWS. Without keys, credentials come from the environment of Alertmanager. */
export interface Sigv4 {
  /** AWS region. @default from the environment */
  readonly region?: string;
  /**
   * Access key, with `secretKey`. Alertmanager's configuration file cannot take it from a file: set AWS_ACCESS_KEY_ID
   * and AWS_SECRET_ACCESS_KEY, or use `profile` or `roleArn`.
   */
  readonly accessKey?: SecretFile;
  /** Secret key. */
  readonly secretKey?: SecretFile;
  /** Named profile of AWS. */
  readonly profile?: string;
  /** ARN of the role to assume. */
  readonly roleArn?: string;
  /** External id, with `roleArn`. */
  readonly externalId?: string;
  /** Uses the FIPS endpoint of STS. @default false */
  readonly useFipsStsEndpoint?: boolean;
  /** Service to sign for. @default aps */
  readonly serviceName?: string;
}

/** Options of the integration Amazon SNS. Texts are Alertmanager's templates. */
export interface SnsOptions extends HttpNotification {
  /** URL of the API. @default that of the region */
  readonly apiUrl?: string;
  /** Signing of requests. */
  readonly sigv4?: Sigv4;
  /** ARN of a topic. Exactly one of `topicArn`, `phoneNumber` and `targetArn` is required. */
  readonly topicArn?: string;
  /** Phone number in E.164 format, such as +491234567. */
  readonly phoneNumber?: string;
  /** ARN of a mobile platform endpoint. */
  readonly targetArn?: string;
  /** Subject of messages that are delivered as e-mail. @default Alertmanager's template */
  readonly subject?: string;
  /** Text. @default Alertmanager's template */
  readonly message?: string;
  /** Attributes of the message. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Uses the HTTP client of AWS, which reads AWS_CA_BUNDLE. @default false */
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
