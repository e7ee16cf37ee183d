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

/** Global settings of an Alertmanager, which all of its receivers share: the section `global`. */
export interface GlobalOptions {
  /** Time after which an alert without an end time is resolved; alerts of Prometheus have one. @default 5m */
  readonly resolveTimeout?: Duration;
  /** HTTP client options of receivers without their own. @default Alertmanager's */
  readonly httpConfig?: HttpConfig;
  /** Sender of e-mail. */
  readonly smtpFrom?: string;
  /** Address of the mail server, `host:port`. */
  readonly smtpSmarthost?: string;
  /** Host name sent in HELO. @default localhost */
  readonly smtpHello?: string;
  /** User for CRAM-MD5, LOGIN and PLAIN. */
  readonly smtpAuthUsername?: string;
  /** Password for LOGIN and PLAIN. */
  readonly smtpAuthPassword?: SecretFile;
  /** Secret for CRAM-MD5. */
  readonly smtpAuthSecret?: SecretFile;
  /** Identity for PLAIN. */
  readonly smtpAuthIdentity?: string;
  /** Requires STARTTLS. @default true */
  readonly smtpRequireTls?: boolean;
  /** TLS options of the mail server. */
  readonly smtpTlsConfig?: TlsConfig;
  /** Uses TLS from the start, without STARTTLS. @default true on port 465 */
  readonly smtpForceImplicitTls?: boolean;
  /** Webhook URL of Slack, for receivers without `url`. */
  readonly slackApiUrl?: SecretFile;
  /** Token of a Slack app, for receivers without `appToken`. */
  readonly slackAppToken?: SecretFile;
  /** URL to which the messages of an app are posted. @default https://slack.com/api/chat.postMessage */
  readonly slackAppUrl?: string;
  /** URL of PagerDuty's Events API. @default https://events.pagerduty.com/v2/enqueue */
  readonly pagerdutyUrl?: string;
  /** URL of Opsgenie's API. @default https://api.opsgenie.com/ */
  readonly opsgenieApiUrl?: string;
  /** API key of Opsgenie. */
  readonly opsgenieApiKey?: SecretFile;
  /** URL of WeChat's API. @default https://qyapi.weixin.qq.com/cgi-bin/ */
  readonly wechatApiUrl?: string;
  /** API secret of WeChat. */
  readonly wechatApiSecret?: SecretFile;
  /** Corporation id of WeChat. */
  readonly wechatApiCorpId?: string;
  /** URL of VictorOps. @default https://alert.victorops.com/integrations/generic/20131114/alert/ */
  readonly victoropsApiUrl?: string;
  /** API key of VictorOps. */
  readonly victoropsApiKey?: SecretFile;
  /** URL of Telegram's API. @default https://api.telegram.org */
  readonly telegramApiUrl?: string;
  /** Token of the Telegram bot. */
  readonly telegramBotToken?: SecretFile;
  /** URL of Webex's API. @default https://webexapis.com/v1/messages */
  readonly webexApiUrl?: string;
  /** URL of the Rocket.Chat server. @default https://open.rocket.chat/ */
  readonly rocketchatApiUrl?: string;
  /** Token of Rocket.Chat. */
  readonly rocketchatToken?: SecretFile;
  /** Id of the token of Rocket.Chat. */
  readonly rocketchatTokenId?: SecretFile;
  /** URL of Jira's API. */
  readonly jiraApiUrl?: string;
  /** Webhook URL of Mattermost. */
  readonly mattermostWebhookUrl?: SecretFile;
  /** Further fields of the section, in the form of Alertmanager's configuration file; merged last. */
  readonly json?: Readonly<Record<string, unknown>>;
}

/** Tracing of Alertmanager itself: the section `tracing`. */
export interface TracingOptions {
  /** Protocol. @default grpc */
  readonly clientType?: 'grpc' | 'http';
  /** Endpoint of the collector, `host:port`. */
  readonly endpoint?: string;
  /** Ratio of traces to sample, 0 to 1. @default 0 */
  readonly samplingFraction?: number;
  /** Disables TLS. @default false */
  readonly insecure?: boolean;
  /** TLS options. */
  readonly tlsConfig?: TlsConfig;
  /** Headers to send. */
  readonly headers?: Readonly<Record<string, HttpHeader>>;
  /** Compression. @default none */
  readonly compression?: 'gzip';
  /** Maximum time per batch. @default 10s */
  readonly timeout?: Duration;
}

/** Outputs of Alertmanager's event recorder: its section `event_recorder`, for `--enable-feature=event-recorder`. */
export interface EventRecorderOptions {
  /** Files to write events to. */
  readonly fileOutputs?: readonly { readonly path: string }[];
  /** Writes events to the standard output. */
  readonly stdoutOutputs?: readonly Readonly<Record<string, never>>[];
  /** Webhooks to send events to. */
  readonly webhookOutputs?: readonly EventWebhook[];
  /** Kafka topics to publish events to. */
  readonly kafkaOutputs?: readonly EventTopic[];
}
/** A webhook that receives events of Alertmanager. */
export interface EventWebhook {
  /** URL, without a secret. */
  readonly url: string;
  /** HTTP client options. */
  readonly httpConfig?: HttpConfig;
  /** Request timeout. */
  readonly timeout?: Duration;
  /** Number of workers. */
  readonly workers?: number;
  /** Maximum number of retries. */
  readonly maxRetries?: number;
  /** Wait between two retries. */
  readonly retryBackoff?: Duration;
  /** Sends events in batches. @default false */
  readonly batch?: boolean;
  /** Maximum number of events in a batch. */
  readonly batchMaxEvents?: number;
  /** Maximum size of a batch in bytes. */
  readonly batchMaxBytes?: number;
  /** Maximum wait before a batch is sent. */
  readonly batchFlushInterval?: Duration;
}
/** A Kafka topic that receives events of Alertmanager. */
export interface EventTopic {
  /** Addresses of the brokers, `host:port`. */
  readonly brokers: readonly string[];
  /** Name of the topic. */
  readonly topic: string;
  /** Client id. */
  readonly clientId?: string;
  /** Acknowledgements to wait for. */
  readonly acks?: 'none' | 'leader' | 'all';
  /** Compression. */
  readonly compression?: 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';
  /** Format of the events. */
  readonly format?: 'json' | 'protobuf';
  /** Number of buffered events. */
  readonly bufferSize?: number;
  /** TLS options. */
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
