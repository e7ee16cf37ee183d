import type { Duration } from '../../catalog/index.js';
import { choice, list, number, text } from '../../catalog/shape/index.js';
import type { SecretFile } from '../secret.js';
import { hostPort } from './integrations/email.js';
import * as field from './integrations/field.js';
import {
  type HttpConfig,
  type HttpHeader,
  headerFields,
  httpFields,
  type TlsConfig,
  tlsFields,
} from './integrations/http.js';

/** What all receivers of an Alertmanager share: its section `global`. */
export interface GlobalOptions {
  /** When an alert that says no end is taken for resolved; those of Prometheus say it. @default 5m */
  readonly resolveTimeout?: Duration;
  /** How requests of receivers are sent that say nothing themselves. */
  readonly httpConfig?: HttpConfig;
  readonly smtpFrom?: string;
  /** `host:port` of the mail server. */
  readonly smtpSmarthost?: string;
  /** Name by which Alertmanager greets the mail server. @default localhost */
  readonly smtpHello?: string;
  readonly smtpAuthUsername?: string;
  readonly smtpAuthPassword?: SecretFile;
  /** Secret for CRAM-MD5. */
  readonly smtpAuthSecret?: SecretFile;
  /** Identity for PLAIN. */
  readonly smtpAuthIdentity?: string;
  /** @default true */
  readonly smtpRequireTls?: boolean;
  readonly smtpTlsConfig?: TlsConfig;
  /** TLS from the first byte on. @default on port 465 */
  readonly smtpForceImplicitTls?: boolean;
  /** URL of Slack's webhook, for receivers without `url`. */
  readonly slackApiUrl?: SecretFile;
  readonly slackAppToken?: SecretFile;
  /** @default https://slack.com/api/chat.postMessage */
  readonly slackAppUrl?: string;
  /** @default https://events.pagerduty.com/v2/enqueue */
  readonly pagerdutyUrl?: string;
  /** @default https://api.opsgenie.com/ */
  readonly opsgenieApiUrl?: string;
  readonly opsgenieApiKey?: SecretFile;
  /** @default https://qyapi.weixin.qq.com/cgi-bin/ */
  readonly wechatApiUrl?: string;
  readonly wechatApiSecret?: SecretFile;
  readonly wechatApiCorpId?: string;
  /** @default https://alert.victorops.com/integrations/generic/20131114/alert/ */
  readonly victoropsApiUrl?: string;
  readonly victoropsApiKey?: SecretFile;
  /** @default https://api.telegram.org */
  readonly telegramApiUrl?: string;
  readonly telegramBotToken?: SecretFile;
  /** @default https://webexapis.com/v1/messages */
  readonly webexApiUrl?: string;
  /** @default https://open.rocket.chat/ */
  readonly rocketchatApiUrl?: string;
  readonly rocketchatToken?: SecretFile;
  readonly rocketchatTokenId?: SecretFile;
  readonly jiraApiUrl?: string;
  readonly mattermostWebhookUrl?: SecretFile;
  /** Fields of the section that have no option here, by their names in the file; merged last. */
  readonly json?: Readonly<Record<string, unknown>>;
}

/** Where Alertmanager sends traces of its own work: its section `tracing`. */
export interface TracingOptions {
  /** @default grpc */
  readonly clientType?: 'grpc' | 'http';
  /** `host:port`. */
  readonly endpoint?: string;
  /** Share of traces that are kept, 0 to 1. @default 0 */
  readonly samplingFraction?: number;
  /** Without TLS. @default false */
  readonly insecure?: boolean;
  readonly tlsConfig?: TlsConfig;
  readonly headers?: Readonly<Record<string, HttpHeader>>;
  /** @default none */
  readonly compression?: 'gzip';
  readonly timeout?: Duration;
}

/** Outputs of Alertmanager's event recorder: its section `event_recorder`, for `--enable-feature=event-recorder`. */
export interface EventRecorderOptions {
  readonly fileOutputs?: readonly { readonly path: string }[];
  readonly stdoutOutputs?: readonly Readonly<Record<string, never>>[];
  readonly webhookOutputs?: readonly EventWebhook[];
  readonly kafkaOutputs?: readonly EventTopic[];
}
/** A webhook to which Alertmanager sends events. */
export interface EventWebhook {
  /** A URL without a secret in it. */
  readonly url: string;
  readonly httpConfig?: HttpConfig;
  readonly timeout?: Duration;
  readonly workers?: number;
  readonly maxRetries?: number;
  readonly retryBackoff?: Duration;
  /** Sends several events at once. @default false */
  readonly batch?: boolean;
  readonly batchMaxEvents?: number;
  readonly batchMaxBytes?: number;
  readonly batchFlushInterval?: Duration;
}
/** A topic to which Alertmanager publishes events. */
export interface EventTopic {
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly clientId?: string;
  readonly acks?: 'none' | 'leader' | 'all';
  readonly compression?: 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';
  readonly format?: 'json' | 'protobuf';
  readonly bufferSize?: number;
  readonly tlsConfig?: TlsConfig;
}

export const globalFields = field.fieldsOf<GlobalOptions>({
  resolveTimeout: field.duration(),
  httpConfig: field.object(httpFields),
  smtpFrom: field.text(),
  smtpSmarthost: field.value(hostPort),
  smtpHello: field.text(),
  smtpAuthUsername: field.text(),
  smtpAuthPassword: field.secret(),
  smtpAuthSecret: field.secret(),
  smtpAuthIdentity: field.text(),
  smtpRequireTls: field.flag(),
  smtpTlsConfig: field.object(tlsFields),
  smtpForceImplicitTls: field.flag(),
  slackApiUrl: field.secret(),
  slackAppToken: field.secret(),
  slackAppUrl: field.text(),
  pagerdutyUrl: field.text(),
  opsgenieApiUrl: field.text(),
  opsgenieApiKey: field.secret(),
  wechatApiUrl: field.text(),
  wechatApiSecret: field.secret(),
  wechatApiCorpId: field.text(),
  victoropsApiUrl: field.text(),
  victoropsApiKey: field.secret(),
  telegramApiUrl: field.text(),
  telegramBotToken: field.secret(),
  webexApiUrl: field.text(),
  rocketchatApiUrl: field.text(),
  rocketchatToken: field.secret(),
  rocketchatTokenId: field.secret(),
  jiraApiUrl: field.text(),
  mattermostWebhookUrl: field.secret(),
  json: field.data({ key: false }),
});

export const tracingFields = field.fieldsOf<TracingOptions>({
  clientType: field.value(choice('grpc', 'http')),
  endpoint: field.text(),
  samplingFraction: field.value(number(0, 1)),
  insecure: field.flag(),
  tlsConfig: field.object(tlsFields),
  headers: field.namedObjects(headerFields),
  compression: field.value(choice('gzip')),
  timeout: field.duration(),
});

export const eventRecorderFields = field.fieldsOf<EventRecorderOptions>({
  fileOutputs: field.objects(field.fieldsOf<{ path: string }>({ path: field.named({ required: true }) })),
  stdoutOutputs: field.objects({}),
  webhookOutputs: field.objects(
    field.fieldsOf<EventWebhook>({
      url: field.value(text, { required: true }),
      httpConfig: field.object(httpFields),
      timeout: field.duration(),
      workers: field.whole0(),
      maxRetries: field.whole0(),
      retryBackoff: field.duration(),
      batch: field.flag(),
      batchMaxEvents: field.whole0(),
      batchMaxBytes: field.whole0(),
      batchFlushInterval: field.duration(),
    }),
  ),
  kafkaOutputs: field.objects(
    field.fieldsOf<EventTopic>({
      brokers: field.value(list(text, 1), { required: true }),
      topic: field.named({ required: true }),
      clientId: field.text(),
      acks: field.value(choice('none', 'leader', 'all')),
      compression: field.value(choice('none', 'gzip', 'snappy', 'lz4', 'zstd')),
      format: field.value(choice('json', 'protobuf')),
      bufferSize: field.whole0(),
      tlsConfig: field.object(tlsFields),
    }),
  ),
});
