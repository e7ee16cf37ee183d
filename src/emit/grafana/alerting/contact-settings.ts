import type { HttpConfig, SecretFile, Way, WayOptions } from '../../../define/index.js';
import { isSecretFile, secretVariable } from '../../../define/secret.js';
import { defined } from '../../packaging/yaml-file.js';
import { fromEnvironment, literal } from './texts.js';

/** Called with an option for which Grafana has no setting. */
type Lost = (option: string) => void;

/** One of Grafana's integrations: its type, and the settings for options. */
interface ContactType<Options> {
  readonly type: string;
  settings(options: Options, lost: Lost): object;
}

/** How settings of Grafana are called that say the same as an option; what stands here has the same meaning in both. */
type Names<Options> = { readonly [Name in keyof Options]?: string };

function same<Options extends object>(
  type: string,
  names: Names<Options>,
  always: object = {},
): ContactType<Options> {
  return {
    type,
    settings(options, lost) {
      const settings: Record<string, unknown> = {};
      for (const [name, given] of Object.entries(options)) {
        const setting = (names as Readonly<Record<string, string>>)[name];
        if (given === undefined || name === 'sendResolved') continue;
        if (setting === undefined) lost(name);
        else settings[setting] = settingOf(given);
      }
      return { ...settings, ...always };
    },
  };
}

function settingOf(given: unknown): unknown {
  if (isSecretFile(given)) return secret(given);
  if (typeof given === 'string') return literal(given);
  if (Array.isArray(given)) return given.map(settingOf);
  if (typeof given !== 'object' || given === null) return given;
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, settingOf(value)]));
}

function secret(file: SecretFile): string {
  return fromEnvironment(secretVariable(file));
}

/** Everything of an HTTP client but what is taken out of it. */
function lostHttp(
  httpConfig: HttpConfig | undefined,
  known: readonly (keyof HttpConfig)[],
  lost: Lost,
): void {
  for (const name of Object.keys(httpConfig ?? {}))
    if (!known.includes(name as keyof HttpConfig)) lost(`httpConfig.${name}`);
}

const webhook: ContactType<WayOptions['webhook']> = {
  type: 'webhook',
  settings({ url, maxAlerts, bearer, httpConfig, sendResolved: _, ...rest }, lost) {
    for (const [name, given] of Object.entries(rest)) if (given !== undefined) lost(name);
    lostHttp(httpConfig, ['authorization', 'basicAuth'], lost);
    const authorization = bearer ? { type: 'Bearer', credentials: bearer } : httpConfig?.authorization;
    const { username, password } = httpConfig?.basicAuth ?? {};
    return {
      url: settingOf(url),
      httpMethod: 'POST',
      ...(maxAlerts !== undefined && { maxAlerts: String(maxAlerts) }),
      ...(authorization?.credentials && {
        authorization_scheme: authorization.type ?? 'Bearer',
        authorization_credentials: secret(authorization.credentials),
      }),
      ...defined({ username: username && settingOf(username), password: password && secret(password) }),
    };
  },
};

const email: ContactType<WayOptions['email']> = {
  type: 'email',
  settings({ to, subject, text, sendResolved: _, ...rest }, lost) {
    for (const [name, given] of Object.entries(rest)) if (given !== undefined) lost(name);
    return {
      addresses: literal(typeof to === 'string' ? to : to.join(';')),
      singleEmail: true,
      ...defined({
        subject: subject === undefined ? undefined : literal(subject),
        message: text === undefined ? undefined : literal(text),
      }),
    };
  },
};

const webex: ContactType<WayOptions['webex']> = {
  type: 'webex',
  settings({ apiUrl, roomId, message, httpConfig, sendResolved: _, ...rest }, lost) {
    for (const [name, given] of Object.entries(rest)) if (given !== undefined) lost(name);
    lostHttp(httpConfig, ['authorization'], lost);
    const token = httpConfig?.authorization?.credentials;
    return defined({
      bot_token: token && secret(token),
      api_url: apiUrl,
      room_id: literal(roomId),
      message: message === undefined ? undefined : literal(message),
    });
  },
};

const snsTexts: Names<WayOptions['sns']> = {
  apiUrl: 'api_url',
  topicArn: 'topic_arn',
  phoneNumber: 'phone_number',
  targetArn: 'target_arn',
  subject: 'subject',
  message: 'message',
  attributes: 'attributes',
};

const sns: ContactType<WayOptions['sns']> = {
  type: 'sns',
  settings({ sigv4 = {}, ...options }, lost) {
    const { region, accessKey, secretKey, profile, roleArn, ...rest } = sigv4;
    for (const [name, given] of Object.entries(rest)) if (given !== undefined) lost(`sigv4.${name}`);
    const signed = defined({
      region,
      access_key: accessKey && secret(accessKey),
      secret_key: secretKey && secret(secretKey),
      profile,
      role_arn: roleArn,
    });
    const { settings } = same('sns', snsTexts);
    return { ...settings(options, lost), ...(Object.keys(signed).length > 0 && { sigv4: signed }) };
  },
};

/** Grafana's integrations for ways of notifying: those that are not here it does not have, or not in this form. */
const contactTypes: { readonly [Name in Way]?: ContactType<WayOptions[Name]> } = {
  slack: same<WayOptions['slack']>('slack', {
    url: 'url',
    appToken: 'token',
    channel: 'recipient',
    title: 'title',
    text: 'text',
    username: 'username',
    iconEmoji: 'icon_emoji',
    iconUrl: 'icon_url',
    color: 'color',
  }),
  email,
  webhook,
  pagerDuty: same<WayOptions['pagerDuty']>('pagerduty', {
    routingKey: 'integrationKey',
    severity: 'severity',
    class: 'class',
    component: 'component',
    group: 'group',
    description: 'summary',
    source: 'source',
    client: 'client',
    clientUrl: 'client_url',
    url: 'url',
  }),
  teams: same<WayOptions['teams']>('teams', { url: 'url', title: 'title', text: 'message' }),
  discord: same<WayOptions['discord']>('discord', {
    webhookUrl: 'url',
    title: 'title',
    message: 'message',
    avatarUrl: 'avatar_url',
  }),
  opsgenie: same<WayOptions['opsgenie']>('opsgenie', {
    apiKey: 'apiKey',
    apiUrl: 'apiUrl',
    message: 'message',
    description: 'description',
    responders: 'responders',
  }),
  pushover: same<WayOptions['pushover']>('pushover', {
    userKey: 'userKey',
    token: 'apiToken',
    title: 'title',
    message: 'message',
    device: 'device',
    sound: 'sound',
  }),
  sns,
  telegram: same<WayOptions['telegram']>('telegram', {
    botToken: 'bottoken',
    chatId: 'chatid',
    messageThreadId: 'message_thread_id',
    message: 'message',
    parseMode: 'parse_mode',
    disableNotifications: 'disable_notifications',
  }),
  webex,
  wechat: same<WayOptions['wechat']>('wecom', {
    apiSecret: 'secret',
    corpId: 'corp_id',
    agentId: 'agent_id',
    message: 'message',
    messageType: 'msgtype',
    toUser: 'touser',
  }),
};

/** Grafana's integration for options of one way; undefined where it has none. */
export function contactTypeOf<Name extends Way>(way: Name): ContactType<WayOptions[Name]> | undefined {
  return contactTypes[way];
}
